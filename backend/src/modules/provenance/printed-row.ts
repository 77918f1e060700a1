import type { DataSource } from 'typeorm';
import type { EditionSnapshot, SnapshotRow } from '../../common/edition-snapshot.js';
import { hasPhrase, phraseState, PHRASE_PARTS, tracePhrase } from '../../common/phrase.js';
import { invalidField, Problem } from '../../common/problems.js';
import { documentToText } from '../../common/rich-text/index.js';
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

/** Whether the words stand in the row as it is printed: in its text, its listing, or why it has none. */
export function printsWords({ row, chapter, reference }: PrintedRow, words: string): boolean {
  const content = row.content && phraseState(row.content);
  const texts = [
    ...(content ? PHRASE_PARTS.map((part) => content[part]) : []),
    ...[row.title, row.wording, chapter, reference ?? '', row.omission?.reason ?? ''],
  ];
  return texts.some((text) => hasPhrase(text, words));
}

/**
 * Words that only the introduction prints are no row's, and must not be put down to the nearest one.
 * @throws Problem request.invalid that says whose they are
 */
export function refuseIntroduction(edition: EditionSnapshot, words: string): void {
  const { introduction } = edition;
  if (!introduction || !hasPhrase(documentToText(introduction), words)) return;
  if (rowsOf(edition).some((row) => printsWords(row, words))) return;
  throw invalidField(
    'words',
    'in_introduction',
    edition.isHistoric
      ? 'These words are of the introduction. The edition was brought in from before the system: who wrote it is not recorded here.'
      : 'These words are of the introduction. The secretariat writes it, nobody approves it by itself, and the signature covers it: the round’s audit trail says who changed it and who signed.',
  );
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
