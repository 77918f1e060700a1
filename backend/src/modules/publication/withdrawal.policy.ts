import {
  actorHoldsRole,
  holdsRole,
  type Actor,
  type Decision,
  type Principal,
} from '../../common/actor.js';
import { isDecider, plansOfDecider } from '../../common/second-person.js';
import type { Parameters } from '../../platform/database/sql.js';

/** What decides whether an edition's withdrawal may be asked for. */
export interface WithdrawableFacts {
  planId: string;
  isWithdrawn: boolean;
  /** Somebody has asked already, for this version or another of the edition. */
  isAsked: boolean;
}

/** Withdrawals with their reasons, and what withdrawn versions said, are for those who answer for it. */
export const maySeeWithdrawal = (actor: Actor, planId: string): boolean =>
  actorHoldsRole(actor, 'auditor') || isDecider(actor, planId);

/** The same rule in SQL, for withdrawals under the alias `w`. */
export const withdrawalScope = (actor: Actor, parameters: Parameters): string =>
  actorHoldsRole(actor, 'auditor')
    ? 'TRUE'
    : `w.plan_id = ANY(${parameters.add(plansOfDecider(actor))}::uuid[])`;

/** Whether this principal may ask for the withdrawal. A hold is no hindrance: nothing new goes out. */
export function decideAskingToWithdraw(principal: Principal, facts: WithdrawableFacts): Decision {
  if (!holdsRole(principal, 'secretariat', facts.planId)) {
    const whoCan = 'Who can: the secretariat of this plan.';
    return { isAllowed: false, why: 'The secretariat asks for a withdrawal.', whoCan };
  }
  if (facts.isWithdrawn) return { isAllowed: false, why: 'It is withdrawn already.' };
  return facts.isAsked
    ? { isAllowed: false, why: 'A withdrawal was asked for and waits for a second person.' }
    : { isAllowed: true, as: principal };
}
