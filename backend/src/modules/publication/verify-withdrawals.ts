import { isKept, type Queries, type Verification } from '../audit/index.js';

/** SQL: a text of the withdrawal `w` is the one that was given. */
const isGiven = (column: string, hash: string): string =>
  isKept(`edition_withdrawals.${column}`, 'w.id::text', `w.${column}`, `e.data ->> '${hash}'`);

/** SQL: every withdrawal is asked for, or this one is of the edition: of any of its versions. */
const isAsked = (edition: string): string => `($1::uuid IS NULL OR EXISTS (SELECT 1 FROM editions p
  JOIN editions o ON o.round_id = p.round_id WHERE p.id = $1 AND o.id::text = ${edition}))`;

const CHECKS: readonly { wrong: string; sql: string }[] = [
  {
    wrong: 'is not as the audit trail tells it',
    sql: `SELECT 'withdrawal ' || w.id AS name FROM edition_withdrawals w WHERE ${isAsked('w.edition_id::text')} AND (NOT EXISTS (
        SELECT 1 FROM audit_entries e WHERE e.kind = 'edition.withdrawal_asked' AND e.data ->> 'withdrawalId' = w.id::text
          AND e.subject_id = w.edition_id::text AND e.actor_id = w.asked_by_id AND e.happened_at = w.asked_at
          AND (e.data ->> 'fromVersion')::int = w.from_version AND (e.data ->> 'toVersion')::int = w.to_version
          AND coalesce(e.data ->> 'reasonType', 'other') = w.reason_type AND ${isGiven('reason', 'reasonHash')} AND ${isGiven('explanation', 'explanationHash')})
      OR w.state <> 'asked' AND NOT EXISTS (
        SELECT 1 FROM audit_entries e WHERE e.data ->> 'withdrawalId' = w.id::text AND e.actor_id = w.decided_by_id AND e.happened_at = w.decided_at
          AND e.kind = CASE w.state WHEN 'confirmed' THEN 'edition.withdrawn' ELSE 'edition.withdrawal_refused' END)
      OR w.state = 'confirmed' AND w.asked_by_id = w.decided_by_id) LIMIT 1`,
  },
  {
    wrong: 'speaks of a withdrawal that is not there',
    sql: `SELECT 'audit entry ' || e.seq AS name FROM audit_entries e
      LEFT JOIN edition_withdrawals w ON w.id::text = e.data ->> 'withdrawalId'
      WHERE ${isAsked('e.subject_id')} AND (e.kind = 'edition.withdrawal_asked' AND w.id IS NULL
        OR e.kind = 'edition.withdrawn' AND w.state IS DISTINCT FROM 'confirmed'
        OR e.kind = 'edition.withdrawal_refused' AND w.state IS DISTINCT FROM 'refused') LIMIT 1`,
  },
];

/**
 * Verifies what was withdrawn: by two people, in the words that the audit trail vouches for. That a
 * withdrawn version is kept as it was published, files and all, is verified with the editions.
 *
 * @param editionId of the one whose versions are meant; absent: all of them
 */
export async function verifyWithdrawals(
  database: Queries,
  editionId: string | null = null,
): Promise<Verification> {
  for (const { wrong, sql } of CHECKS) {
    const [found] = await database.query<{ name: string }[]>(sql, [editionId]);
    if (found) return { checked: '', wrong: `${found.name} ${wrong}` };
  }
  const [{ versions } = { versions: 0 }] = await database.query<{ versions: number }[]>(
    'SELECT count(*)::int AS versions FROM editions e WHERE is_withdrawn(e.round_id, e.version)',
  );
  return {
    checked:
      versions === 0
        ? 'no edition is withdrawn'
        : `${versions} versions of editions are withdrawn, by two people each`,
  };
}
