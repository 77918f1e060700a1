import {
  actorHoldsRole,
  holdsRole,
  type Actor,
  type Decision,
  type Principal,
} from '../../common/actor.js';
import type { Parameters } from '../../platform/database/sql.js';
import type { RedactionState } from './redaction.entity.js';

export interface RedactionFacts {
  planId: string;
  askedById: string;
  /** Set when it was asked for on cover: for whom. */
  askedForId: string | null;
  state: RedactionState;
}

const DECIDERS = ['secretariat', 'lead', 'signatory'] as const;
const WHO_CAN =
  'Who can: the secretariat, a lead or the signatory of the plan, other than who asked.';

/** Redactions, and the words themselves, are seen by those who can decide them. */
export const maySeeRedaction = (actor: Actor, planId: string): boolean =>
  DECIDERS.some((role) => actorHoldsRole(actor, role, planId));

/** The same rule in SQL, for redactions under the alias `r`. */
export function redactionScope(actor: Actor, parameters: Parameters): string {
  const deciders: readonly string[] = DECIDERS;
  const planIds = actor.principals.flatMap((principal) =>
    principal.grants.filter((grant) => deciders.includes(grant.role)).map((grant) => grant.planId),
  );
  return `r.plan_id = ANY(${parameters.add(planIds)}::uuid[])`;
}

/** Whether the actor may ask, as this principal, for words of the plan's texts to be redacted. */
export const decideAsking = (principal: Principal, planId: string): Decision =>
  holdsRole(principal, 'secretariat', planId)
    ? { isAllowed: true, as: principal }
    : { isAllowed: false, why: 'The secretariat asks for words to be redacted.' };

/**
 * Whether the actor may confirm or refuse. Two human beings confirm: who asked is refused as
 * themselves and on cover for anyone, and so is whoever was asked for, or has the right only as cover
 * for either. Who asked may take it back: that is a refusal.
 */
export function decideRedaction(
  action: 'confirm' | 'refuse',
  actor: Actor,
  principal: Principal,
  redaction: RedactionFacts,
): Decision {
  if (redaction.state !== 'asked') {
    return { isAllowed: false, why: `It is ${redaction.state} already.` };
  }
  const asked = [redaction.askedById, redaction.askedForId];
  if (
    action === 'confirm' &&
    [actor.personId, principal.personId].some((id) => asked.includes(id))
  ) {
    const why = 'You asked for it, or it was asked for on your behalf: a second person confirms.';
    return { isAllowed: false, why, whoCan: WHO_CAN, hasPart: true };
  }
  return DECIDERS.some((role) => holdsRole(principal, role, redaction.planId))
    ? { isAllowed: true, as: principal }
    : { isAllowed: false, why: 'You have no part in deciding it.', whoCan: WHO_CAN };
}
