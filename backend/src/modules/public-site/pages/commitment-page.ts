import { dateInWords } from '../../../common/dates.js';
import type { SnapshotRow } from '../../../common/edition-snapshot.js';
import { asAtHeading } from '../../../platform/documents/index.js';
import { rowAnchor } from './anchors.js';
import { html, type SafeHtml } from './html.js';
import { layout, type SiteSettings } from './layout.js';
import { PAGES, editionHref } from './links.js';
import { rowBody } from './row-parts.js';

/** One published row about a commitment, and where it was printed. */
export interface CommitmentHistoryEntry {
  edition: { slug: string; title: string; asAt: string; publishedOn: string };
  chapterTitle: string;
  reference?: string;
  row: SnapshotRow;
}

/** A commitment and everything that was ever published about it. */
export interface CommitmentHistory {
  title: string;
  summary?: string;
  leadOrganisation?: string;
  planTitle: string;
  entries: CommitmentHistoryEntry[];
  /** Full editions of its plan that have no row about it. */
  absentFrom: CommitmentHistoryEntry['edition'][];
}

/** The page of one commitment: what it is, and its whole history, newest first. */
export function commitmentPage(site: SiteSettings, commitment: CommitmentHistory): string {
  return layout({
    site,
    title: commitment.title,
    description: `${commitment.title}: every published update, newest first`,
    main: html`<article class="prose">
      <p class="kicker">${commitment.planTitle}</p>
      <h1>${commitment.title}</h1>
      ${commitment.summary && html`<p class="lede">${commitment.summary}</p>`}
      ${
        commitment.leadOrganisation &&
        html`<dl class="facts">
          <div>
            <dt>Lead organisation</dt>
            <dd>${commitment.leadOrganisation}</dd>
          </div>
        </dl>`
      }
      ${history(commitment)}
    </article>`,
  });
}

function history({ title, entries, absentFrom }: CommitmentHistory): SafeHtml {
  if (entries.length === 0) {
    return html`<p class="note">
      Nothing has been published about this commitment yet. See
      <a href="${PAGES.editions}">all editions</a>.
    </p>`;
  }
  const newestFirst = [...entries, ...absentFrom.map((edition) => ({ edition, row: null }))].sort(
    (a, b) =>
      b.edition.asAt.localeCompare(a.edition.asAt) ||
      b.edition.publishedOn.localeCompare(a.edition.publishedOn) ||
      (a.row?.position ?? 0) - (b.row?.position ?? 0),
  );
  const count = new Set(entries.map((entry) => entry.edition.slug)).size;
  return html`<p class="label">
      Reported on in ${count === 1 ? '1 edition' : `${count} editions`}, newest first.
    </p>
    <ol class="timeline">
      ${newestFirst.map((entry) => (entry.row ? historyEntry(entry, title) : absence(entry)))}
    </ol>`;
}

function absence({ edition }: Pick<CommitmentHistoryEntry, 'edition'>): SafeHtml {
  return html`<li class="row">
    <h2><a href="${editionHref(edition.slug)}">${edition.title}</a></h2>
    <p class="label">
      ${asAtHeading(edition.asAt)} · published ${dateInWords(edition.publishedOn)}
    </p>
    <p class="note">Not in this edition.</p>
  </li> `;
}

function historyEntry(entry: CommitmentHistoryEntry, commitmentTitle: string): SafeHtml {
  const { edition, chapterTitle, reference, row } = entry;
  const href = `${editionHref(edition.slug)}#${rowAnchor(row.updateId)}`;
  const place = reference ? `${chapterTitle}, reference ${reference}` : chapterTitle;
  return html`<li class="row">
    <h2><a href="${href}">${edition.title}</a></h2>
    <p class="label">
      ${asAtHeading(edition.asAt)} · published ${dateInWords(edition.publishedOn)} · ${place}
    </p>
    ${!row.isUntitled && row.title !== commitmentTitle && html`<p><strong>${row.title}</strong></p>`}
    ${rowBody(row, edition.slug)}
  </li> `;
}
