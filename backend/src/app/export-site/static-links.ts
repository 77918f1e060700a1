import { posix } from 'node:path';

/** Where in the folder an address of the site is kept: a page in a folder of its own, a file as it is called. */
export function fileOf(path: string, isPage: boolean): string {
  const names = path.split('/').filter(Boolean).map(decodeURIComponent);
  if (names.some((name) => name === '.' || name === '..' || /[/\\\0]/.test(name))) {
    throw new Error(`The address ${path} is no place in a folder`);
  }
  return [...names, ...(isPage ? ['index.html'] : [])].join('/');
}

/** From one file of the folder to another, as a link. */
export const linkBetween = (from: string, to: string): string =>
  posix.relative(posix.dirname(from), to).split('/').map(encodeURIComponent).join('/');

/** A link of a page to another address of the same site. */
export interface SiteLink {
  /** Without query and fragment. */
  path: string;
  /** True where the server makes something of its own for the query: a folder cannot. */
  isAsked: boolean;
  fragment: string;
}

/** Files of which the query only says which bytes they have: no other answer hangs on it. */
const NAMES_BYTES = /^(v|sha256)=[0-9a-f]+$/;

/** Null for what leads elsewhere: another site, an email address, another place of the same page. */
export function siteLink(href: string, site: string): SiteLink | null {
  const local =
    href === site || href.startsWith(`${site}/`) ? href.slice(site.length) || '/' : href;
  const [, path, query, fragment = ''] = /^(\/(?!\/)[^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(local) ?? [];
  if (!path) return null;
  return { path, fragment, isAsked: query !== undefined && !NAMES_BYTES.test(query) };
}

// Our pages quote every attribute and escape quotation marks everywhere else, so that nobody's words
// can look like one; see `html`.
const LINK = /(<(?:a|link|img|script)\s[^>]*?(?:href|src)=")([^"]*)(")/g;
const ANCHOR = /<a\s[^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs;

const unescape = (attribute: string): string =>
  attribute.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

/** The addresses that a page of ours links to. */
export const linksOf = (page: string): string[] =>
  [...page.matchAll(LINK)].map(([, , href]) => unescape(href!));

/**
 * The page with its links changed.
 * @param change gives the new link; undefined to leave it; null where there is nothing to link to, and
 *   the words of the link stay without it
 */
export function withLinks(
  page: string,
  change: (href: string) => string | null | undefined,
): string {
  return page
    .replace(ANCHOR, (anchor: string, href: string, words: string) =>
      change(unescape(href)) === null ? words : anchor,
    )
    .replace(LINK, (link: string, before: string, href: string, after: string) => {
      const changed = change(unescape(href));
      return changed == null ? link : `${before}${changed.replaceAll('&', '&amp;')}${after}`;
    });
}
