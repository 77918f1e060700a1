import { html, type SafeHtml } from './html.js';
import { prosePage, type SiteSettings } from './layout.js';
import { PAGES } from './links.js';

/** How to reach the body that publishes, and about what. */
export function contactPage(site: SiteSettings): string {
  return prosePage({
    site,
    title: 'Contact',
    description: `How to reach ${site.publisher} about what it publishes here`,
    current: 'contact',
    heading: 'Contact',
    body: html`<p class="lede">${site.publisher} publishes these pages.</p>
      ${ways(site)}
      <h2>What to write about</h2>
      <ul>
        <li>
          a mistake in an edition: say which edition and which update, by its reference or title
        </li>
        <li>
          something that you cannot read, or need in another form: see also the
          <a href="${PAGES.accessibility}">accessibility statement</a>
        </li>
        <li>
          a copy that does not match: see first
          <a href="${PAGES.howToCheck}">how to check an edition</a>
        </li>
      </ul>`,
  });
}

function ways({ contactEmail, contactPhone, contactAddress, publisher }: SiteSettings): SafeHtml {
  if (!contactEmail && !contactPhone && !contactAddress) {
    return html`<p class="note">
      No address for readers has been set up here. ${publisher} can be reached by the ways that it
      names on its own website.
    </p>`;
  }
  return html`<dl class="contact">
    ${contactEmail && way('Email', html`<a href="mailto:${contactEmail}">${contactEmail}</a>`)}
    ${contactPhone && way('Telephone', telephone(contactPhone))}
    ${contactAddress && way('Post', html`<span class="printed">${contactAddress.replace(/\s*;\s*/gu, '\n')}</span>`)}
  </dl>`;
}

/** One number is led to; with words, an extension or a second number beside it, nobody can tell which to dial. */
function telephone(words: string): SafeHtml {
  // From abroad the nought in brackets is left out.
  const number = words.replace(/^(\+\d[\d\s]*)\(0\)/u, '$1');
  return /^\+?[\d\s().-]+$/u.test(number)
    ? html`<a href="tel:${number.replace(/[^\d+]/gu, '')}">${words}</a>`
    : html`${words}`;
}

const way = (label: string, value: SafeHtml): SafeHtml =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div> `;
