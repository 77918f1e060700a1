import { csvRow } from '../../common/csv.js';
import type { ExportedEntry } from './audit-reader.js';

const HEADINGS = [
  'No.',
  'Happened at',
  'Recorded at',
  'Who',
  'Organisation then',
  'On behalf of',
  'What',
  'Kind',
  'About',
  'Its kind',
  'Its id',
  'Origin',
  'Previous hash',
  'Hash',
  'Hashed text',
];

/** Entries as a spreadsheet reads them. */
export async function* csvOf(entries: AsyncIterable<ExportedEntry>): AsyncGenerator<string> {
  yield csvRow(HEADINGS);
  for await (const entry of entries) {
    yield csvRow([
      entry.seq,
      entry.happenedAt.toISOString(),
      entry.recordedAt.toISOString(),
      entry.actor?.name ?? '',
      entry.actor?.organisation ?? '',
      entry.onBehalfOf?.name ?? '',
      entry.words,
      entry.kind,
      entry.subjectTitle ?? '',
      entry.subjectKind,
      entry.subjectId,
      entry.origin,
      entry.previousHash,
      entry.hash,
      entry.hashed,
    ]);
  }
}

/** Entries as JSON lines: what `verify` takes, and anybody with a SHA-256 can check. */
export async function* jsonLinesOf(entries: AsyncIterable<ExportedEntry>): AsyncGenerator<string> {
  for await (const { seq, hash, hashed, words, actor, onBehalfOf, subjectTitle } of entries) {
    yield `${JSON.stringify({
      seq,
      hash,
      hashed,
      words,
      actor: actor?.name,
      onBehalfOf: onBehalfOf?.name,
      subjectTitle: subjectTitle ?? undefined,
    })}\n`;
  }
}
