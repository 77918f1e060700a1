import type { EntityManager } from 'typeorm';
import { canonicalJson, sha256Hex } from '../../common/canonical-json.js';
import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { redactJson, redactSlug, redactStretch, redactText } from '../../common/redact.js';
import type { TextAnchor } from '../../common/rich-text/index.js';
import type { Queries } from '../audit/index.js';
import { PLACES, type Place } from './redaction-places.js';

/** One text that holds the words. */
export interface FoundText {
  place: Place;
  record: string;
  title: string;
  before: string;
  /** The text without them, as it will be kept. */
  after: string;
}

/**
 * Every text of the plan that holds the words, compared as a reader sees it. What a second person is
 * shown and what is then changed come from here.
 *
 * @param on the date that an edition says its words were redacted on
 */
export async function findTexts(
  database: Queries,
  planId: string,
  words: string,
  on: string,
): Promise<FoundText[]> {
  const found: FoundText[] = [];
  for (const place of PLACES) {
    const rows = await database.query<{ record: string; title: string; before: string }[]>(
      `SELECT ${place.id} AS record, ${place.title} AS title, ${asText(place)} AS before
       FROM ${place.table} t ${place.from.replace('WHERE ', `WHERE t.${place.column} IS NOT NULL AND (`)}) ORDER BY 1`,
      [planId],
    );
    for (const row of rows) {
      const after = withoutWords(place, row.before, words, on);
      if (after !== null) found.push({ place, ...row, after });
    }
  }
  return found;
}

/** The text without the words, in the form in which it is kept; null when it holds none. */
function withoutWords(
  { kind, name, table }: Place,
  text: string,
  words: string,
  on: string,
): string | null {
  if (kind === 'text' || kind === 'slug') {
    const after = kind === 'slug' ? redactSlug(text, words) : redactText(text, words);
    return after === text ? null : after;
  }
  const before: unknown = JSON.parse(text);
  const after =
    name === 'comment_threads.anchor'
      ? redactStretch(before as TextAnchor, words)
      : table === 'commitment_changes'
        ? withoutSlugs(redactJson(before, words), words)
        : redactJson(before, words);
  if (canonicalJson(after) === canonicalJson(before)) return null;
  if (name !== 'editions.snapshot') return canonicalJson(after);
  const snapshot = after as EditionSnapshot;
  // Counted, so that no file made anew is one that was emptied.
  const redactedTimes = (snapshot.redactedTimes ?? 0) + 1;
  return canonicalJson({ ...snapshot, redactedOn: on, redactedTimes });
}

/** Of a commitment that was to be added: its address was made of its title. */
const withoutSlugs = (change: unknown, words: string): unknown =>
  JSON.parse(JSON.stringify(change), (key, value: unknown) =>
    key === 'slug' && typeof value === 'string' ? redactSlug(value, words) : value,
  );

/** SQL: the column as a text of ours. */
const asText = ({ kind, column }: Place): string =>
  kind === 'array' ? `to_jsonb(t.${column})::text` : `t.${column}::text`;

/** What a second person agrees to: these texts as they stand. */
export const effectHash = (texts: readonly FoundText[]): string =>
  sha256Hex(
    canonicalJson(
      texts.map(({ place, record, before }) => [place.name, record, sha256Hex(before)]),
    ),
  );

/** Puts each text in the place of the other. The database checks it against the row written first. */
export async function replaceText(
  manager: EntityManager,
  redactionId: string,
  { place, record, before, after }: FoundText,
): Promise<void> {
  const isJson = place.kind === 'jsonb' || place.kind === 'array';
  const kept = isJson ? '$5::jsonb::text' : '$5::text';
  const value = {
    ...{ text: '$1::text', canonical: '$1::text', slug: '$1::text', jsonb: '$1::jsonb' },
    array: 'ARRAY(SELECT jsonb_array_elements_text($1::jsonb))',
  }[place.kind];
  await manager.query(
    `INSERT INTO redaction_texts (redaction_id, place, record_id, before_hash, after_hash)
     VALUES ($1, $2, $3, text_hash($4), text_hash(${kept}))`,
    [redactionId, place.name, record, before, after],
  );
  await manager.query(
    `UPDATE ${place.table} t SET ${place.column} = ${value}
       ${place.isHashed ? ', redaction_id = $3' : ''}
       ${place.table === 'update_drafts' ? ', version = t.version + 1' : ''}
     WHERE ${place.id} = $2`,
    [after, record, ...(place.isHashed ? [redactionId] : [])],
  );
}

/** Empties the files of an edition that are there: their hashes stay. They are made anew. */
export async function emptyFiles(
  manager: EntityManager,
  redactionId: string,
  editionId: string,
): Promise<void> {
  const files = await manager.query<{ sha256: string }[]>(
    `SELECT DISTINCT s.sha256 FROM edition_files f JOIN stored_files s ON s.sha256 = f.sha256
     WHERE f.edition_id = $1 AND s.redaction_id IS NULL ORDER BY 1`,
    [editionId],
  );
  for (const { sha256 } of files) {
    await manager.query(
      `INSERT INTO redaction_texts (redaction_id, place, record_id, before_hash, after_hash)
       VALUES ($1, 'stored_files.bytes', $2, $2, text_hash(''))`,
      [redactionId, sha256],
    );
    await manager.query(`UPDATE stored_files SET bytes = '', redaction_id = $1 WHERE sha256 = $2`, [
      redactionId,
      sha256,
    ]);
  }
}

/** SQL: the hash of all that redaction `r` changed, as its audit entry keeps it. */
export const TEXTS_HASH = `(SELECT text_hash(coalesce(string_agg(
  concat_ws(':', t.place, t.record_id, t.before_hash, t.after_hash), E'\\n' ORDER BY t.seq), ''))
  FROM redaction_texts t WHERE t.redaction_id = r.id)`;
