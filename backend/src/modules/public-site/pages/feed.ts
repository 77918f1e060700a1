import { dateInWords } from '../../../common/dates.js';
import type { PublicEdition } from '../../publication/index.js';
import { html } from './html.js';
import type { SiteSettings } from './layout.js';
import { FEED, PAGES, commitmentHref, deliveryHref, editionHref } from './links.js';
import { DELIVERIES } from '../../../common/content.js';

const XML = '<?xml version="1.0" encoding="utf-8"?>\n';

/** XML has fewer characters than texts may have. */
const xmlText = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]/gu, '');

/**
 * The Atom feed: one entry per edition, whose id stays when the edition is corrected or the site moves,
 * so that a correction is news of the same entry.
 */
export function feed(site: SiteSettings, editions: readonly PublicEdition[]): string {
  const at = (path: string): string => new URL(path, site.address).href;
  const moments = editions.map((edition) => changedAt(edition)).sort();
  return (
    XML +
    html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
      <title>${xmlText(site.serviceName)}: editions</title>
      <id>${at(FEED)}</id>
      <link rel="self" type="application/atom+xml" href="${at(FEED)}" />
      <link rel="alternate" type="text/html" href="${at(PAGES.editions)}" />
      <updated>${moments.at(-1) ?? '1970-01-01T00:00:00.000Z'}</updated>
      <author><name>${xmlText(site.publisher)}</name></author>
      <rights>${xmlText(site.licence.name)}</rights>
      ${editions.map(
        (edition) =>
          html`<entry>
            <title>${xmlText(edition.title)}</title>
            <id>urn:uuid:${edition.roundId}</id>
            <link rel="alternate" type="text/html" href="${at(editionHref(edition.slug))}" />
            ${edition.files
              .filter(({ form }) => form === 'pdf' && !edition.withdrawal)
              .map(
                ({ href, size }) =>
                  html`<link
                    rel="enclosure"
                    type="application/pdf"
                    length="${size}"
                    href="${at(href)}"
                  />`,
              )}
            <updated>${changedAt(edition)}</updated>
            <summary>
              ${xmlText(
                `As at ${dateInWords(edition.asAt)}, published on ${dateInWords(edition.publishedOn)}` +
                  `${edition.version > 1 ? `; corrected, version ${edition.version}` : ''}.` +
                  (edition.withdrawal ? ` Withdrawn: ${edition.withdrawal.explanation}` : ''),
              )}
            </summary>
          </entry> `,
      )}
    </feed> `.toString()
  );
}

/** When an entry was news last: published, corrected, or withdrawn. */
const changedAt = ({ publishedAt, withdrawal }: PublicEdition): string =>
  new Date(withdrawal?.at ?? publishedAt).toISOString();

/** Every page that a search engine should know, filters and searches apart. */
export function sitemap(
  site: SiteSettings,
  editions: readonly PublicEdition[],
  commitmentIds: readonly string[],
): string {
  const entries: [path: string, modifiedOn?: string][] = [
    // A copy without a server has no search.
    ...Object.values(PAGES)
      .filter((path) => !site.isStatic || path !== PAGES.search)
      .map((path): [string] => [path]),
    ...DELIVERIES.map((delivery): [string] => [deliveryHref(delivery)]),
    ...editions.map(({ slug, publishedOn }): [string, string] => [editionHref(slug), publishedOn]),
    ...commitmentIds.map((id): [string] => [commitmentHref(id)]),
  ];
  return (
    XML +
    html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      ${entries.map(
        ([path, modifiedOn]) =>
          html`<url>
            <loc>${new URL(path, site.address).href}</loc>
            ${modifiedOn && html`<lastmod>${modifiedOn}</lastmod>`}
          </url> `,
      )}
    </urlset> `.toString()
  );
}

/** The screens and the API are nobody's search results; a copy without a server has none. */
export const robots = (site: SiteSettings): string =>
  [
    'User-agent: *',
    ...(site.isStatic ? ['Allow: /'] : ['Disallow: /app', 'Disallow: /api/', 'Disallow: /expert/']),
    '',
    `Sitemap: ${new URL('/sitemap.xml', site.address).href}`,
    '',
  ].join('\n');
