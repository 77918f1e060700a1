import type { DataSource, EntityManager } from 'typeorm';
import type { Edition } from './publication.entities.js';
import type { WithdrawableFacts } from './withdrawal.policy.js';

/** SQL: this version (editions under the alias `e`) is withdrawn: its words are not shown to the public. */
export const IS_WITHDRAWN = 'is_withdrawn(e.round_id, e.version)';

/** SQL: what the public reads in the place of a withdrawn version; null when it stands. */
export const WITHDRAWAL_OF_EDITION = `(SELECT json_build_object(
    'on', (w.decided_at AT TIME ZONE 'Europe/London')::date, 'at', w.decided_at,
    'reasonType', w.reason_type, 'explanation', w.explanation)
  FROM edition_withdrawals w WHERE w.round_id = e.round_id AND w.state = 'confirmed'
    AND e.version BETWEEN w.from_version AND w.to_version
  ORDER BY w.decided_at DESC, w.id LIMIT 1)`;

/** Reads what decides whether a version's withdrawal may be asked for; inside an act, lock its round. */
export async function withdrawableFacts(
  database: DataSource | EntityManager,
  { planId, roundId, version }: Pick<Edition, 'planId' | 'roundId' | 'version'>,
): Promise<WithdrawableFacts> {
  const [row] = await database.query<{ isWithdrawn: boolean; isAsked: boolean }[]>(
    `SELECT is_withdrawn($1, $2) AS "isWithdrawn", EXISTS (SELECT 1 FROM edition_withdrawals w
       WHERE w.round_id = $1 AND w.state = 'asked') AS "isAsked"`,
    [roundId, version],
  );
  return { planId, isWithdrawn: row?.isWithdrawn ?? false, isAsked: row?.isAsked ?? false };
}
