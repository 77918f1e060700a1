import {
  compareForm,
  entryWords,
  type CommitmentHistory,
  type CommitmentHistoryEntry,
} from './commitment-history.js';
import { html, type SafeHtml } from './html.js';
import { prosePage, type SiteSettings } from './layout.js';
import { commitmentHref, editionHref } from './links.js';
import { rowAnchor } from './anchors.js';
import { comparedRow } from './row-change.js';

/** The difference between any two published texts about a commitment. */
export function comparePage(
  site: SiteSettings,
  commitment: CommitmentHistory,
  chosen: { from?: string; to?: string },
): string {
  const { id, title, entries } = commitment;
  const find = (updateId: string | undefined): CommitmentHistoryEntry | undefined =>
    entries.find(({ row }) => row.updateId === updateId);
  const [from, to] = [find(chosen.from), find(chosen.to)];
  return prosePage({
    site,
    title: `What changed: ${title}`,
    heading: 'What changed',
    isIndexed: false,
    canonical: commitmentHref(id),
    body: html`<p class="lede"><a href="${commitmentHref(id)}">${title}</a></p>
      ${compareForm(commitment, { from: from?.row.updateId, to: to?.row.updateId })}
      ${from && to ? difference(from, to, entries, site) : noChoice(entries.length)}`,
  });
}

const noChoice = (entries: number): SafeHtml =>
  html`<p class="note">
    ${
      entries < 2
        ? 'There are not yet two published texts to compare.'
        : 'Choose two published texts above, and compare them.'
    }
  </p>`;

function difference(
  from: CommitmentHistoryEntry,
  to: CommitmentHistoryEntry,
  entries: readonly CommitmentHistoryEntry[],
  site: SiteSettings,
): SafeHtml {
  if (from === to) {
    return html`<p class="note">Both are the same text. Choose two different ones.</p>`;
  }
  const link = (entry: CommitmentHistoryEntry): SafeHtml =>
    html`<a href="${editionHref(entry.edition.slug)}#${rowAnchor(entry.row.updateId)}"
      >${entryWords(entry, entries)}</a
    >`;
  const place = ({ row, chapterTitle: chapter, reference }: CommitmentHistoryEntry) => ({
    ...{ row, chapter },
    ...(reference !== undefined && { reference }),
  });
  return html`<h2>From ${link(from)} to ${link(to)}</h2>
    ${comparedRow(place(from), place(to), to.edition.slug, site)}`;
}
