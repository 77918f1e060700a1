import type { DataSource } from 'typeorm';
import type { EditionSnapshot, SnapshotRow } from '../../common/edition-snapshot.js';
import { hasPhrase, phraseState, PHRASE_PARTS, tracePhrase } from '../../common/phrase.js';
import { Problem } from '../../common/problems.js';
import { readManifest } from '../signoff/index.js';

/** A row of an edition and where it is printed. */
export interface PrintedRow {
  row: SnapshotRow;
  chapter: string;
  reference?: string;
}

export const rowsOf = ({ chapters }: EditionSnapshot): PrintedRow[] =>
  chapters.flatMap(({ title, groups }) =>
    groups.flatMap(({ reference, rows }) =>
      rows.map((row) => ({ row, chapter: title, ...(reference && { reference }) })),
    ),
  );

/** What is printed of a row beside its text; its heading is its reference and title together. */
export const listingTexts = ({ row, chapter, reference = '' }: PrintedRow): string[] => [
  ...[row.title, row.wording, chapter, reference, `${reference} ${row.title}`],
  row.leadOrganisation ? `Lead organisation: ${row.leadOrganisation}` : '',
];

/** Whether the words stand in the row as it is printed: in its text, its listing, or why it has none. */
export function printsWords({ row, chapter, reference }: PrintedRow, words: string): boolean {
  const content = row.content && phraseState(row.content);
  const texts = [
    ...(content ? PHRASE_PARTS.map((part) => content[part]) : []),
    ...listingTexts({ row, chapter, reference }),
    row.omission?.reason ?? '',
  ];
  return texts.some((text) => hasPhrase(text, words));
}

/** How much of the words the row's text has, in letters. */
const partPrinted = ({ row }: PrintedRow, words: string): number =>
  (row.content && tracePhrase([phraseState(row.content)], words)?.words.length) ?? 0;

/** The row that prints the longest part of the words; undefined when none has any. */
const nearest = (rows: readonly PrintedRow[], words: string): PrintedRow | undefined =>
  rows
    .map((row) => ({ row, length: partPrinted(row, words) }))
    .filter(({ length }) => length > 0)
    .sort((one, other) => other.length - one.length)[0]?.row;

/**
 * The row asked for, else the first that prints all the words, else the one with most of them.
 * @throws Problem record.not_found when the edition has no such row
 */
export function findRow(
  rows: readonly PrintedRow[],
  words: string,
  updateId?: string,
): { printed: PrintedRow; others: PrintedRow[] } {
  const having = rows.filter((row) => printsWords(row, words));
  const printed = updateId
    ? rows.find(({ row }) => row.updateId === updateId)
    : (having[0] ?? nearest(rows, words));
  if (!printed) {
    throw new Problem('record.not_found', {
      what: updateId ? 'row in this edition' : 'row in this edition that prints these words',
    });
  }
  return { printed, others: having.filter((each) => each !== printed) };
}

/** The update and the revision that a row prints: a correction prints a copy's under the first one's id. */
export async function printedRevision(
  database: DataSource,
  editionId: string,
  rowUpdateId: string,
): Promise<{ updateId: string; revisionId: string | null }> {
  const [edition] = await database.query<{ body: string | null }[]>(
    'SELECT m.body FROM editions e LEFT JOIN manifests m ON m.id = e.manifest_id WHERE e.id = $1',
    [editionId],
  );
  if (edition?.body) {
    const line = readManifest(edition.body).lines.find(
      ({ updateId, correctsId }) => (correctsId ?? updateId) === rowUpdateId,
    );
    if (line) return { updateId: line.updateId, revisionId: line.revisionId ?? null };
  }
  const [update] = await database.query<{ revisionId: string | null }[]>(
    'SELECT approved_revision_id AS "revisionId" FROM updates WHERE id = $1',
    [rowUpdateId],
  );
  return { updateId: rowUpdateId, revisionId: update?.revisionId ?? null };
}
