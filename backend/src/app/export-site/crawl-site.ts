import { fileOf, linkBetween, linksOf, siteLink, withLinks } from './static-links.js';

/** What the site answers at an address. */
export interface SiteAnswer {
  status: number;
  mediaType: string;
  bytes: Buffer;
}

export interface SiteToCopy {
  ask: (path: string) => Promise<SiteAnswer>;
  /** Where to begin, and what no page leads to; what is not there is passed over. */
  paths: readonly string[];
  /** The public address under which the pages name themselves. */
  address: string;
  /** The address under which the copy will name itself. */
  newAddress: string;
  /** What only a server can answer. */
  isLive: (path: string) => boolean;
}

export interface SiteCopy {
  /** By the name of the file. */
  files: Map<string, Buffer>;
  /** Links of the site's own pages that led nowhere, and are words in the copy. */
  unlinked: string[];
}

/** At an address where there is nothing: the page that says so. */
const NOWHERE = '/404';
const NOWHERE_FILE = '404.html';

interface Kept {
  file: string;
  bytes: Buffer;
  isPage: boolean;
}

/**
 * Copies a site by asking it for each page and following the links, so that the copy is what readers
 * get, made by what makes it for them. In the copy, links are relative: it can lie anywhere.
 */
export async function crawlSite(site: SiteToCopy): Promise<SiteCopy> {
  const kept = new Map<string, Kept>();
  const missing = new Set<string>();
  const linked = new Set<string>();
  const queue = [...site.paths];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (kept.has(path) || missing.has(path)) continue;
    const answer = await site.ask(path);
    // Where something was withdrawn, the page that says why is part of the copy.
    if (answer.status !== 200 && answer.status !== 410) {
      // A page that fails must not be taken for one that is not there.
      if (answer.status !== 404) throw new Error(`${path} was answered ${answer.status}`);
      missing.add(path);
      continue;
    }
    const isPage = answer.mediaType === 'text/html';
    kept.set(path, { file: fileOf(path, isPage), bytes: answer.bytes, isPage });
    if (!isPage) continue;
    for (const href of linksOf(answer.bytes.toString('utf8'))) {
      const link = siteLink(href, site.address);
      if (!link || link.isAsked || site.isLive(link.path)) continue;
      linked.add(link.path);
      queue.push(link.path);
    }
  }
  const nothing = await site.ask(NOWHERE);
  kept.set(NOWHERE, { file: NOWHERE_FILE, bytes: nothing.bytes, isPage: true });
  return {
    files: new Map([...kept.values()].map((one) => [one.file, copyOf(one, kept, site)])),
    unlinked: [...missing].filter((path) => linked.has(path)).sort(),
  };
}

function copyOf(
  { file, bytes, isPage }: Kept,
  kept: ReadonlyMap<string, Kept>,
  { address, newAddress }: SiteToCopy,
): Buffer {
  const renamed = (text: string): string => text.replaceAll(`"${address}/`, `"${newAddress}/`);
  // What programs read names its addresses in full.
  if (/^(editions\.atom|sitemap\.xml|robots\.txt)$/.test(file)) {
    const named = renamed(bytes.toString('utf8')).replaceAll(`>${address}/`, `>${newAddress}/`);
    return Buffer.from(named.replace(`Sitemap: ${address}/`, `Sitemap: ${newAddress}/`));
  }
  if (!isPage) return bytes;
  const page = bytes.toString('utf8');
  // What names the page itself for other sites is not a link within the copy.
  const isOwnName = (href: string): boolean =>
    page.includes(`<link rel="canonical" href="${href}"`);
  // A web server shows it at any depth, where relative links would lead astray.
  const root = file === NOWHERE_FILE ? new URL(`${newAddress}/`).pathname : '';
  return Buffer.from(
    renamed(
      withLinks(page, (href) => {
        const link = siteLink(href, address);
        if (!link || isOwnName(href)) return undefined;
        const target = link.isAsked ? undefined : kept.get(link.path);
        return target ? root + linkBetween(file, target.file) + link.fragment : null;
      }),
    ),
  );
}
