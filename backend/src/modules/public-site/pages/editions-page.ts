import { dateInWords } from '../../../common/dates.js';
import { asAtWords } from '../../../platform/documents/index.js';
import { formLinks, type EditionForm } from './forms.js';
import { html, type SafeHtml } from './html.js';
import { prosePage, type SiteSettings } from './layout.js';
import { editionHref } from './links.js';

/** One published edition, for the list. */
export interface EditionListItem {
  slug: string;
  title: string;
  planTitle: string;
  periodLabel: string;
  asAt: string;
  publishedOn: string;
  version: number;
  isHistoric: boolean;
  isSummary: boolean;
  /** The day from which its words are no longer shown. */
  withdrawal?: { on: string } | null;
  forms: EditionForm[];
}

/** All editions, newest first. */
export function editionsPage(site: SiteSettings, editions: EditionListItem[]): string {
  const newestFirst = [...editions].sort(
    (a, b) => b.asAt.localeCompare(a.asAt) || b.publishedOn.localeCompare(a.publishedOn),
  );
  return prosePage({
    site,
    title: 'Editions',
    description: `Every published update by ${site.publisher}, newest first`,
    current: 'editions',
    heading: 'Editions',
    body:
      newestFirst.length === 0
        ? html`<p class="lede">Nothing has been published yet.</p>
            <p>Each update appears here on the day of its publication.</p>`
        : html`<p class="lede">Every published update, newest first.</p>
            <ol class="cards">
              ${newestFirst.map(card)}
            </ol>`,
  });
}

function card(edition: EditionListItem): SafeHtml {
  const corrected = edition.version > 1 && html` · corrected, version ${edition.version}`;
  return html`<li class="card">
    <h2><a href="${editionHref(edition.slug)}">${edition.title}</a></h2>
    <p>${edition.planTitle}: ${edition.periodLabel}, ${asAtWords(edition.asAt)}</p>
    <p class="label">
      ${edition.withdrawal && html`<strong>Withdrawn</strong> on ${dateInWords(edition.withdrawal.on)} · `}${edition.isSummary && 'Stakeholder summary · '}Published
      ${dateInWords(edition.publishedOn)}${corrected}${
        edition.isHistoric && ' · published before this system was in use'
      }
    </p>
    ${!edition.withdrawal && formLinks(edition.forms, edition.title)}
  </li> `;
}
