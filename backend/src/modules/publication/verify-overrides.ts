import { isKept, type Queries, type Verification } from '../audit/index.js';

/** SQL: one edition alone is asked for, and this is not of its round nor of a row in it. */
const isOther = (subject: string): string => `$1::uuid IS NOT NULL AND ${subject} NOT IN (
  SELECT p.round_id::text FROM editions p WHERE p.id = $1
  UNION ALL SELECT u.id::text FROM updates u JOIN editions p ON p.round_id = u.round_id WHERE p.id = $1)`;

const CHECKS: readonly string[] = [
  `SELECT 'override ' || (e.data ->> 'overrideId') || ' is not there, or not by whom the audit trail says' AS wrong
   FROM audit_entries e LEFT JOIN overrides v ON v.id::text = e.data ->> 'overrideId'
   WHERE e.data ->> 'reasonHash' IS NOT NULL AND e.data ->> 'overrideId' IS NOT NULL AND NOT (${isOther('e.subject_id')})
     AND (v.subject_id::text, v.made_by_id, v.made_on_behalf_of_id, v.made_at)
       IS DISTINCT FROM (e.subject_id, e.actor_id, e.on_behalf_of_id, e.happened_at)
   ORDER BY e.seq LIMIT 1`,
  `SELECT 'the reason of override ' || v.id || ' is not the one that was given' AS wrong
   FROM audit_entries e JOIN overrides v ON v.id::text = e.data ->> 'overrideId'
   WHERE e.data ->> 'reasonHash' IS NOT NULL AND NOT (${isOther('e.subject_id')}) AND NOT ${isKept('overrides.reason', 'v.id::text', 'v.reason')} ORDER BY e.seq LIMIT 1`,
  `SELECT 'the confirmation of override ' || v.id || ' is not the one of the audit trail' AS wrong FROM overrides v
   LEFT JOIN audit_entries e ON e.kind = 'override.confirmed' AND e.data ->> 'overrideId' = v.id::text
     AND e.subject_id = v.subject_id::text
   WHERE NOT (${isOther('v.subject_id::text')}) AND (v.confirmed_by_id, v.confirmed_on_behalf_of_id, v.confirmed_at)
     IS DISTINCT FROM (e.actor_id, e.on_behalf_of_id, e.happened_at) LIMIT 1`,
];

/**
 * Verifies where a rule was set aside: each by whom, why and by whose confirmation the audit trail says.
 *
 * @param editionId of the one whose round and rows are meant; absent: everything
 */
export async function verifyOverrides(
  database: Queries,
  editionId: string | null = null,
): Promise<Verification> {
  for (const sql of CHECKS) {
    const [found] = await database.query<{ wrong: string }[]>(sql, [editionId]);
    if (found) return { checked: '', wrong: found.wrong };
  }
  const [{ overrides } = { overrides: 0 }] = await database.query<{ overrides: number }[]>(
    `SELECT count(*)::int AS overrides FROM overrides v WHERE NOT (${isOther('v.subject_id::text')})`,
    [editionId],
  );
  return { checked: `${overrides} overrides` };
}
