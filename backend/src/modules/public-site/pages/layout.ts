import type { StatementStatus } from '../../../platform/config/config.js';
import { PUBLIC_CSS_HREF } from '../assets/public.css.js';
import { html, type HtmlValue, type SafeHtml } from './html.js';
import { FEED, PAGES } from './links.js';

/** In the page itself: no second request, and no file to keep. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b4f6c"/><path d="M4 5h8M4 8h8M4 11h5" stroke="#fff" stroke-width="1.5"/></svg>',
)}`;

/** What is the same on every public page of an installation. */
export interface SiteSettings {
  /** Stands in the header of every page: "Action plan updates". */
  serviceName: string;
  /** The public body that publishes. */
  publisher: string;
  /** The public address of the installation, for what must be absolute. */
  address: string;
  /** Where readers write about the content or its accessibility. */
  contactEmail?: string;
  /** A copy in a folder: without search, filters and whatever else a server answers. */
  isStatic?: boolean;
  contactPhone?: string;
  contactAddress?: string;
  /** The editions that have a page here. An edition that was brought in may name others. */
  editions?: ReadonlySet<string>;
  /** Under which licence everything here may be used again. */
  licence: { name: string; href?: string };
  /** How far the accessibility statement says that the site complies. */
  statementStatus?: StatementStatus;
  statementPreparedOn?: string;
  statementReviewedOn?: string;
}

/** A page before it is put into the shell. */
export interface Page {
  site: SiteSettings;
  /** For the browser's title; the service's name follows it. */
  title: string;
  description?: string;
  current?: keyof typeof PAGES;
  /** A notice above everything, also in print. */
  banner?: SafeHtml;
  main: SafeHtml;
  /** Drafts, errors and views of a part stay out of search engines. */
  isIndexed?: boolean;
  /** The path of the page of which this one is a view. */
  canonical?: string;
}

const NAVIGATION: [keyof typeof PAGES, string][] = [
  ['editions', 'Editions'],
  ['delivery', 'Delivery'],
  ['search', 'Search'],
  ['howToCheck', 'Check an edition'],
];

/** The document shell that all public pages share. No scripts, no inline styles. */
export function layout(page: Page): string {
  const { site } = page;
  const markup = html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <title>${page.title} – ${site.serviceName}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${page.description && html`<meta name="description" content="${page.description}" /> `}${
          page.isIndexed === false && html`<meta name="robots" content="noindex" /> `
        }
        <link rel="stylesheet" href="${PUBLIC_CSS_HREF}" />
        <link rel="icon" href="${ICON}" />
        <link rel="alternate" type="application/atom+xml" title="New editions" href="${FEED}" />
        ${page.canonical && html`<link rel="canonical" href="${new URL(page.canonical, site.address).href}" />`}
      </head>
      <body>
        <a class="skip-link" href="#main">Skip to the content</a>
        <header class="site-header">
          ${page.banner && html`<div class="banner"><div class="width">${page.banner}</div></div>`}
          <div class="width site-bar">
            <a class="site-name" href="${PAGES.editions}">${site.serviceName}</a>
            <nav aria-label="Main">
              <ul class="site-nav">
                ${NAVIGATION.filter(([key]) => key !== 'search' || !site.isStatic).map(
                  ([key, words]) => navigationItem(key, words, page.current),
                )}
              </ul>
            </nav>
          </div>
        </header>
        <main id="main" class="width" tabindex="-1">${page.main}</main>
        <footer class="site-footer">
          <div class="width">
            <p>Published by ${site.publisher}. ${licenceNote(site)}</p>
            <nav aria-label="About this site">
              <ul class="site-nav">
                ${navigationItem('contact', 'Contact', page.current)}
                ${navigationItem('accessibility', 'Accessibility', page.current)}
                <li><a href="${FEED}">Feed of new editions</a></li>
              </ul>
            </nav>
          </div>
        </footer>
      </body>
    </html> `;
  return markup.toString();
}

/** Under which terms the content may be used again. */
function licenceNote({ licence: { name, href } }: SiteSettings): SafeHtml {
  const named = href ? html`<a href="${href}" rel="license">${name}</a>` : html`${name}`;
  return html`Licence: ${named}, except where it says otherwise.`;
}

function navigationItem(
  key: keyof typeof PAGES,
  words: string,
  current: keyof typeof PAGES | undefined,
): SafeHtml {
  const isCurrent = key === current && html`aria-current="page"`;
  return html`<li><a href="${PAGES[key]}" ${isCurrent}>${words}</a></li> `;
}

/** A page of plain prose: one heading and what follows it. */
export function prosePage(page: Omit<Page, 'main'> & { heading: string; body: HtmlValue }): string {
  return layout({
    ...page,
    main: html`<div class="prose">
      <h1>${page.heading}</h1>
      ${page.body}
    </div>`,
  });
}
