import { holdsRole, type Actor, type Decision, type Principal } from '../../common/actor.js';

/** What the policy needs to know of an override. */
export interface OverrideFacts {
  planId: string;
  madeById: string;
  /** Set when it was made on cover: for whom. */
  madeForId: string | null;
  isConfirmed: boolean;
  isEnded: boolean;
}

const WHO_CAN = 'Who can: the secretariat or a lead of the plan, other than who made it.';

/**
 * Whether the actor may confirm the override as this principal. Two human beings are needed: the
 * maker is refused as themselves and on cover for anyone, and so is whoever covers for the maker
 * and has no role of their own. What was made on cover is also the act of the person covered.
 */
export function decideConfirmation(
  actor: Actor,
  principal: Principal,
  override: OverrideFacts,
): Decision {
  if (actor.personId === override.madeById || principal.personId === override.madeById) {
    const maker =
      actor.personId === override.madeById ? 'You' : `${principal.name}, for whom you act,`;
    const why = `${maker} made it: a second person confirms.`;
    return { isAllowed: false, why, whoCan: WHO_CAN, hasPart: true };
  }
  if (override.madeForId === actor.personId || override.madeForId === principal.personId) {
    const why = 'It was made on your behalf: a second person confirms.';
    return { isAllowed: false, why, whoCan: WHO_CAN, hasPart: true };
  }
  const isPlaced = (['secretariat', 'lead'] as const).some((role) =>
    holdsRole(principal, role, override.planId),
  );
  if (!isPlaced) {
    return { isAllowed: false, why: 'You have no part in confirming it.', whoCan: WHO_CAN };
  }
  const over = override.isConfirmed
    ? 'It is confirmed already.'
    : override.isEnded && 'It no longer holds.';
  if (over) return { isAllowed: false, why: over, hasPart: true };
  return { isAllowed: true, as: principal };
}
