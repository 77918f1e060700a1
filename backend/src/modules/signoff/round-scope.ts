import type { Actor, Role } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { Parameters } from '../../platform/database/sql.js';
import type { Act } from '../audit/index.js';
import { planScope } from '../plan/index.js';
import { lockRound, type Round } from '../rounds/index.js';

const RUNNERS: readonly Role[] = ['secretariat', 'signatory', 'lead'];

/**
 * Which rounds (alias `r`) the actor sees. A round itself holds no unpublished text: it is seen by
 * everyone with a part in the plan. Board members see what is published.
 */
export function roundScope(actor: Actor, parameters: Parameters): string {
  const boards = actor.principals.flatMap((principal) =>
    principal.grants.filter(({ role }) => role === 'board_member').map(({ planId }) => planId),
  );
  return `(${planScope(actor, parameters, 'r.plan_id', RUNNERS)}
    OR (r.state IN ('published', 'closed') AND r.plan_id = ANY(${parameters.add(boards)}::uuid[])))`;
}

/**
 * The round, locked until the act is done: of two people acting on it at once, one waits.
 * @throws Problem record.not_found, also for a round outside the actor's scope
 */
export async function lockVisibleRound(act: Act, roundId: string): Promise<Round> {
  const round = await lockRound(act, roundId);
  if (!act.actor) return round;
  const parameters = new Parameters();
  const seen = await act.manager.query<unknown[]>(
    `SELECT 1 FROM rounds r WHERE r.id = ${parameters.add(roundId)} AND ${roundScope(act.actor, parameters)}`,
    parameters.values,
  );
  if (seen.length === 0) throw new Problem('record.not_found', { what: 'round' });
  return round;
}
