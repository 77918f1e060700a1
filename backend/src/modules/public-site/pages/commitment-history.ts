import { dateInWords } from '../../../common/dates.js';
import type { SnapshotRow } from '../../../common/edition-snapshot.js';
import { selectField } from './fields.js';
import { html, type SafeHtml } from './html.js';
import { commitmentHref, withQuery } from './links.js';

/** One published row about a commitment, and where it was printed. */
export interface CommitmentHistoryEntry {
  edition: { slug: string; title: string; asAt: string; publishedOn: string };
  chapterTitle: string;
  reference?: string;
  row: SnapshotRow;
}

/** A commitment and everything that was ever published about it. */
export interface CommitmentHistory {
  id: string;
  title: string;
  summary?: string;
  leadOrganisation?: string;
  planTitle: string;
  /** What it came from, and what became of it. */
  lineage?: { kind: string; id: string; title: string }[];
  entries: CommitmentHistoryEntry[];
  /** Full editions of its plan that have no row about it to show. */
  absentFrom: (CommitmentHistoryEntry['edition'] & { isWithdrawn?: boolean })[];
}

/** Newest edition first; of one edition as printed. */
export const inOrder = <
  Entry extends Pick<CommitmentHistoryEntry, 'edition'> & { row?: SnapshotRow },
>(
  entries: readonly Entry[],
): Entry[] =>
  [...entries].sort(
    (a, b) =>
      b.edition.asAt.localeCompare(a.edition.asAt) ||
      b.edition.publishedOn.localeCompare(a.edition.publishedOn) ||
      (a.row?.position ?? 0) - (b.row?.position ?? 0),
  );

/** What an entry is called where there may be several of one edition. */
export function entryWords(
  { edition, reference, row }: CommitmentHistoryEntry,
  entries: readonly CommitmentHistoryEntry[],
): string {
  const isAlone = entries.filter((each) => each.edition.slug === edition.slug).length === 1;
  return isAlone
    ? edition.title
    : `${edition.title}: ${reference ? `${reference} ` : ''}${row.title}`;
}

/** The address at which two published texts about a commitment stand side by side. */
export const compareHref = (id: string, from: string, to: string): string =>
  withQuery(`${commitmentHref(id)}/compare`, { from, to });

/** The choice of two published texts; absent while there is only one. */
export function compareForm(
  { id, entries }: CommitmentHistory,
  chosen: { from?: string; to?: string } = {},
): SafeHtml | undefined {
  if (entries.length < 2) return undefined;
  const ordered = inOrder(entries);
  const options = ordered.map((entry) => ({
    value: entry.row.updateId,
    // Titles are long and begin alike; the date tells them apart where a choice is narrow.
    words: `${dateInWords(entry.edition.asAt)}: ${entryWords(entry, entries)}`,
  }));
  const { from = options[1]!.value, to = options[0]!.value } = chosen;
  return html`<form class="compare" method="get" action="${commitmentHref(id)}/compare">
    <div class="fields">
      ${selectField({ name: 'from', label: 'Compare', options, chosen: from })}
      ${selectField({ name: 'to', label: 'with', options, chosen: to })}
    </div>
    <p class="actions"><button class="button" type="submit">Compare</button></p>
  </form>`;
}
