import { isKept, type Queries, type Verification } from '../audit/index.js';
import { FILE_PLACE } from './redacted-files.js';
import { PLACES } from './redaction-places.js';
import { TEXTS_HASH } from './redacted-texts.js';

const CHECKS: readonly { wrong: string; sql: string }[] = [
  {
    wrong: 'is not as the audit trail tells it',
    sql: `SELECT 'redaction ' || r.id AS name FROM redactions r WHERE r.state = 'confirmed' AND NOT EXISTS (
        SELECT 1 FROM audit_entries e WHERE e.kind = 'redaction.confirmed' AND e.data ->> 'redactionId' = r.id::text
          AND e.actor_id = r.decided_by_id AND e.data ->> 'textsHash' = ${TEXTS_HASH})
      OR r.asked_by_id = r.decided_by_id AND r.state = 'confirmed' LIMIT 1`,
  },
  {
    wrong: 'is not as it was asked for',
    sql: `SELECT 'redaction ' || r.id AS name FROM redactions r WHERE NOT EXISTS (
        SELECT 1 FROM audit_entries e WHERE e.kind = 'redaction.asked' AND e.data ->> 'redactionId' = r.id::text
          AND e.subject_id = r.update_id::text AND e.actor_id = r.asked_by_id AND e.happened_at = r.asked_at
          AND e.on_behalf_of_id IS NOT DISTINCT FROM r.asked_for_id
          AND ${isKept('redactions.reason', 'r.id::text', 'r.reason')}) LIMIT 1`,
  },
  {
    wrong: 'speaks of a redaction that is not there',
    sql: `SELECT 'audit entry ' || e.seq AS name FROM audit_entries e WHERE e.kind = 'redaction.confirmed'
      AND NOT EXISTS (SELECT 1 FROM redactions r WHERE r.id::text = e.data ->> 'redactionId' AND r.state = 'confirmed') LIMIT 1`,
  },
  {
    wrong: 'is not as a redaction left it',
    sql: `SELECT 'uploaded file ' || f.sha256 AS name FROM uploaded_files f
      WHERE (f.scan_state = 'redacted') <> EXISTS (SELECT 1 FROM redaction_texts t
        WHERE t.place = '${FILE_PLACE}' AND t.record_id = f.sha256 AND t.redaction_id = f.redaction_id) LIMIT 1`,
  },
  {
    wrong: 'does not follow from the redaction before it',
    sql: `SELECT 'a redaction of ' || place || ' ' || record_id AS name FROM (
        SELECT *, lag(after_hash) OVER (PARTITION BY place, record_id ORDER BY seq) AS previous FROM redaction_texts
        WHERE place = ANY($1)) t
      WHERE previous IS NOT NULL AND previous <> before_hash LIMIT 1`,
  },
];

/** SQL: the first text that is not as its last redaction left it. */
const changedSince = ({ name, table, column, id }: (typeof PLACES)[number]): string =>
  `SELECT DISTINCT record_id FROM redaction_texts x WHERE x.place = '${name}' AND NOT EXISTS (
     SELECT 1 FROM ${table} t WHERE ${id} = x.record_id
       AND text_hash(t.${column}::text) = present_hash(x.place, x.record_id, NULL)) LIMIT 1`;

/**
 * Verifies what was redacted: by two people, with an audit entry that names every text by its hashes,
 * and no text changed since. The tombstones that this vouches for are what the other checks rest on.
 */
export async function verifyRedactions(database: Queries): Promise<Verification> {
  const kept = PLACES.filter(({ isKept }) => isKept);
  for (const { wrong, sql } of CHECKS) {
    const parameters = sql.includes('$1') ? [kept.map(({ name }) => name)] : [];
    const [found] = await database.query<{ name: string }[]>(sql, parameters);
    if (found) return { checked: '', wrong: `${found.name} ${wrong}` };
  }
  for (const place of kept) {
    const [found] = await database.query<{ record_id: string }[]>(changedSince(place));
    if (found) {
      const wrong = `the redacted ${place.what} ${found.record_id} is not the text that was left`;
      return { checked: '', wrong };
    }
  }
  const [{ redactions, texts } = { redactions: 0, texts: 0 }] = await database.query<
    { redactions: number; texts: number }[]
  >(
    `SELECT count(DISTINCT redaction_id)::int AS redactions, count(DISTINCT (place, record_id))::int AS texts
     FROM redaction_texts`,
  );
  return {
    checked:
      texts === 0
        ? 'no text is redacted'
        : `${texts} texts are redacted, by two people each (${redactions} redactions)`,
  };
}
