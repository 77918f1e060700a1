import { count } from './counts.js';
import { html } from './html.js';
import { prosePage, type SiteSettings } from './layout.js';
import { PAGES } from './links.js';

/** What a reader sees at an address that leads nowhere. */
export function notFoundPage(site: SiteSettings): string {
  return prosePage({
    site,
    title: 'Page not found',
    heading: 'Page not found',
    isIndexed: false,
    body: html`<p>
        There is no page at this address. If you typed it, check it; if you followed a link, it may
        be old or incomplete.
      </p>
      <p><a href="${PAGES.editions}">See all editions</a></p>`,
  });
}

/** What a reader sees when the page could not be made; the reference leads to the log. */
export function errorPage(site: SiteSettings, requestId?: string): string {
  return prosePage({
    site,
    title: 'Something went wrong',
    heading: 'Something went wrong',
    isIndexed: false,
    body: html`<p>
        The page could not be shown. The fault is ours, and nothing was lost. Try again in a few
        minutes.
      </p>
      ${
        site.contactEmail &&
        html`<p>
          If it happens again, write to
          <a href="mailto:${site.contactEmail}">${site.contactEmail}</a>${
            requestId && html` and give this reference: <code>${requestId}</code>`
          }.
        </p>`
      }
      ${!site.contactEmail && requestId && html`<p class="label">Reference: <code>${requestId}</code></p>`}
      <p><a href="${PAGES.editions}">See all editions</a></p>`,
  });
}

/** What a reader sees who asks for more at once than the site gives one reader. */
export function tooManyPage(site: SiteSettings, seconds: number): string {
  return prosePage({
    site,
    title: 'Too many requests',
    heading: 'Too many requests',
    isIndexed: false,
    body: html`<p>
        More was asked for from your address, in the last minute, than this site gives one reader.
        Others at your office may share it. Wait ${count(seconds, 'second')} and try again.
      </p>
      <p><a href="${PAGES.editions}">See all editions</a></p>`,
  });
}

/** What a reader sees whose request is refused for another reason. */
export function refusedPage(site: SiteSettings, words: string): string {
  return prosePage({
    site,
    title: 'That did not work',
    heading: 'That did not work',
    isIndexed: false,
    body: html`<p>${words}</p>
      <p><a href="${PAGES.editions}">See all editions</a></p>`,
  });
}
