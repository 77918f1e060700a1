import { holdsRole, type Principal } from '../../common/actor.js';
import { invalidField, Problem } from '../../common/problems.js';
import type { Act } from '../audit/index.js';
import { Plan } from '../plan/index.js';
import { Round } from './round.entities.js';

/** The plan's secretariat as whom the actor acts: themselves, or whoever they cover. */
export const secretariatOf = (act: Act, planId?: string): Principal | undefined =>
  act.actor?.principals.find((each) => holdsRole(each, 'secretariat', planId));

/**
 * As whom the actor runs the plan's rounds.
 * @throws Problem permission.refused unless the actor is the plan's secretariat
 */
export function refuseUnlessSecretariat(act: Act, planId: string): Principal {
  const as = secretariatOf(act, planId);
  if (as) return as;
  throw new Problem('permission.refused', {
    why: 'Rounds are run by the secretariat.',
    whoCan: 'Who can: the secretariat of this plan.',
  });
}

/**
 * Locks the plan for the rest of the act: of two people who plan or skip its next round, one waits.
 * @throws Problem request.invalid when there is none
 */
export async function lockPlan(act: Act, planId: string): Promise<void> {
  const plan = await act.manager.findOne(Plan, {
    where: { id: planId },
    lock: { mode: 'for_no_key_update' },
  });
  if (!plan) throw invalidField('planId', 'unknown', 'There is no such plan.');
}

/** The round, locked for the rest of the act. @throws Problem record.not_found */
export async function lockRound(act: Act, roundId: string): Promise<Round> {
  const round = await act.manager.findOne(Round, {
    where: { id: roundId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!round) throw new Problem('record.not_found', { what: 'round' });
  return round;
}
