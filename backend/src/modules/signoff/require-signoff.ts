import { decideForActor, type Principal } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import type { Act } from '../audit/index.js';
import { whoMovedRound } from '../rounds/index.js';
import type { RoundStanding } from './round-standing.js';
import { decidePlace, decideSignoff, whyNotNow, type SignoffAction } from './signoff.policy.js';

/**
 * The principal as whom the actor takes the action.
 * @throws Problem permission.refused when it is not theirs, transition.illegal when it is not possible now
 */
export async function requireSignoff(
  act: Act,
  action: SignoffAction,
  round: RoundStanding,
): Promise<Principal> {
  const as = requirePlace(act, action, round.planId);
  const why = whyNotNow(action, round);
  if (why !== null) {
    const conflict = await whoMovedRound(act, round.roundId);
    throw new Problem('transition.illegal', { why }, { ...(conflict && { conflict }) });
  }
  const decision = decideSignoff(action, as, round, act.actorId);
  if (!decision.isAllowed) {
    throw new Problem('permission.refused', {
      why: decision.why,
      whoCan: decision.whoCan ?? '',
    });
  }
  return as;
}

/** @throws Problem permission.refused when the action is not the actor's to take */
export function requirePlace(act: Act, action: SignoffAction, planId: string): Principal {
  if (!act.actor) throw new Error(`To ${action} a round is a person's act`);
  const placed = decideForActor(act.actor, (principal) => decidePlace(action, principal, planId));
  if (!placed.isAllowed) {
    throw new Problem('permission.refused', { why: placed.why, whoCan: placed.whoCan ?? '' });
  }
  return placed.as;
}
