import {
  actorHoldsRole,
  decideForActor,
  holdsRole,
  type Principal,
} from '../../../common/actor.js';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';

/**
 * The plans in which the actor may reassign work; null: in every one.
 * @throws Problem permission.refused
 */
export function plansOf(act: Act): string[] | null {
  if (actorHoldsRole(act.actor!, 'administrator')) return null;
  const planIds = act
    .actor!.principals.flatMap(({ grants }) => grants)
    .flatMap(({ role, planId }) => (role === 'secretariat' && planId ? [planId] : []));
  if (planIds.length > 0) return planIds;
  throw new Problem('permission.refused', {
    why: 'Work is reassigned by the secretariat of its plan, or by an administrator.',
  });
}

/** As whom: themselves, or whoever they cover that may. */
export function principalFor(act: Act, planId?: string): Principal | undefined {
  const decision = decideForActor(act.actor!, (principal) =>
    holdsRole(principal, 'administrator') || holdsRole(principal, 'secretariat', planId)
      ? { isAllowed: true, as: principal }
      : { isAllowed: false, why: '' },
  );
  return decision.isAllowed ? decision.as : undefined;
}

/** The administrator as whom an account is closed. */
export const administratorFor = ({ actor }: Act): Principal | undefined =>
  actor!.principals.find((principal) => holdsRole(principal, 'administrator'));
