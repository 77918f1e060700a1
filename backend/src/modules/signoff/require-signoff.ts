import { decideForActor, type Principal } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import type { Act } from '../audit/index.js';
import { Person } from '../identity/index.js';
import type { RoundStanding } from './round-standing.js';
import { decidePlace, whyNotNow, type SignoffAction } from './signoff.policy.js';

/**
 * The principal as whom the actor takes the action.
 * @throws Problem permission.refused when it is not theirs, transition.illegal when it is not possible now
 */
export function requireSignoff(act: Act, action: SignoffAction, round: RoundStanding): Principal {
  const as = requirePlace(act, action, round.planId);
  const why = whyNotNow(action, round);
  if (why !== null) throw new Problem('transition.illegal', { why });
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

/** The refusal that names who did something first, and when. */
export async function overtaken(
  act: Act,
  personId: string,
  did: string,
  at: Date,
): Promise<Problem> {
  const by = await act.manager.findOneBy(Person, { id: personId });
  const who = by?.name ?? 'Someone';
  return new Problem(
    'record.changed_meanwhile',
    { who, did },
    { conflict: { who, what: did, at: at.toISOString() } },
  );
}
