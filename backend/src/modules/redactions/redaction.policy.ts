import { holdsRole, type Actor, type Decision, type Principal } from '../../common/actor.js';
import { plansOfDecider } from '../../common/second-person.js';
import type { Parameters } from '../../platform/database/sql.js';

/** SQL: redactions (alias r), and the words themselves, are seen by those who can decide them. */
export const redactionScope = (actor: Actor, parameters: Parameters): string =>
  `r.plan_id = ANY(${parameters.add(plansOfDecider(actor))}::uuid[])`;

/** Whether the actor may ask, as this principal, for words of the plan's texts to be redacted. */
export const decideAsking = (principal: Principal, planId: string): Decision =>
  holdsRole(principal, 'secretariat', planId)
    ? { isAllowed: true, as: principal }
    : { isAllowed: false, why: 'The secretariat asks for words to be redacted.' };
