import { actorHoldsRole, holdsRole, type Actor, type Decision, type Principal } from './actor.js';

/** What one person asks for and another confirms or refuses, once. */
export const ASKED_STATES = ['asked', 'confirmed', 'refused'] as const;
export type AskedState = (typeof ASKED_STATES)[number];

/** What decides who may confirm or refuse. */
export interface AskedFacts {
  planId: string;
  askedById: string;
  /** Set when it was asked for on cover: for whom. */
  askedForId: string | null;
  state: AskedState;
}

const DECIDERS = ['secretariat', 'lead', 'signatory'] as const;
const WHO_CAN =
  'Who can: the secretariat, a lead or the signatory of the plan, other than who asked.';

/** Whether the actor is one of those who decide in the plan. */
export const isDecider = (actor: Actor, planId: string): boolean =>
  DECIDERS.some((role) => actorHoldsRole(actor, role, planId));

/** The plans in which the actor is one of those who decide. */
export function plansOfDecider(actor: Actor): (string | undefined)[] {
  const deciders: readonly string[] = DECIDERS;
  return actor.principals.flatMap((principal) =>
    principal.grants.filter(({ role }) => deciders.includes(role)).map(({ planId }) => planId),
  );
}

/**
 * Whether the actor may confirm or refuse. Two human beings confirm: who asked is refused as
 * themselves and on cover for anyone, and so is whoever was asked for, or has the right only as cover
 * for either. Who asked may take it back: that is a refusal. Pure.
 */
export function decideAsSecondPerson(
  action: 'confirm' | 'refuse',
  actor: Actor,
  principal: Principal,
  { planId, askedById, askedForId, state }: AskedFacts,
): Decision {
  if (state !== 'asked') return { isAllowed: false, why: `It is ${state} already.` };
  const isOwn = [actor.personId, principal.personId].some((id) =>
    [askedById, askedForId].includes(id),
  );
  if (action === 'confirm' && isOwn) {
    const why = 'You asked for it, or it was asked for on your behalf: a second person confirms.';
    return { isAllowed: false, why, whoCan: WHO_CAN, hasPart: true };
  }
  return DECIDERS.some((role) => holdsRole(principal, role, planId))
    ? { isAllowed: true, as: principal }
    : { isAllowed: false, why: 'You have no part in deciding it.', whoCan: WHO_CAN };
}
