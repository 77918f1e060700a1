import { dateInWords } from '../../../common/dates.js';
import { WITHDRAWAL_TYPE_WORDS, type WithdrawalType } from '../../../common/withdrawal-types.js';
import type { EditionVersion } from './edition-page.js';
import { html, type SafeHtml } from './html.js';
import { prosePage, type SiteSettings } from './layout.js';
import { PAGES, editionHref } from './links.js';

/** What is said in the place of a version that was withdrawn. */
export interface WithdrawnEdition {
  slug: string;
  title: string;
  version: number;
  /** The day from which it is withdrawn. */
  on: string;
  reasonType: WithdrawalType;
  explanation: string;
  versions: EditionVersion[];
}

/** The public explanation at the address of a withdrawn version, and what can be read instead. */
export function withdrawnPage(site: SiteSettings, edition: WithdrawnEdition): string {
  const { title, version, on, reasonType, explanation, versions } = edition;
  const isOnly = versions.length === 1;
  return prosePage({
    site,
    title: `Withdrawn: ${title}`,
    heading: title,
    isIndexed: false,
    banner: html`<p>
      <strong
        >${isOnly ? 'This edition' : `Version ${version} of this edition`} was withdrawn</strong
      >
      on ${dateInWords(on)}.
    </p>`,
    body: html`<h2>Why it was withdrawn</h2>
      ${reasonType !== 'other' && html`<p><strong>${WITHDRAWAL_TYPE_WORDS[reasonType]}.</strong></p>`}
      ${explanation.split(/\n+/u).map((paragraph) => html`<p>${paragraph}</p> `)}
      <h2>What you can read instead</h2>
      ${standing(edition)}
      <p><a href="${PAGES.editions}">See all editions</a></p>`,
  });
}

function standing({ slug, versions }: WithdrawnEdition): SafeHtml {
  const current = versions.find(({ isCurrent }) => isCurrent);
  if (current && !current.isWithdrawn) {
    return html`<p>
      <a href="${editionHref(slug)}">Version ${current.version}</a>, published on
      ${dateInWords(current.publishedOn)}, is the current one.
    </p>`;
  }
  const others = versions.filter(({ isWithdrawn }) => !isWithdrawn);
  if (others.length === 0) return html`<p>No version of this edition is left to read.</p>`;
  return html`<ul>
    ${others.map(
      ({ version, publishedOn }) =>
        html`<li>
          <a href="${editionHref(slug, version)}">Version ${version}</a>, published on
          ${dateInWords(publishedOn)} and replaced since
        </li> `,
    )}
  </ul>`;
}
