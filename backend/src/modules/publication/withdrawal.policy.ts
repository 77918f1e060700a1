import {
  actorHoldsRole,
  holdsRole,
  type Actor,
  type Decision,
  type Principal,
} from '../../common/actor.js';
import type { Parameters } from '../../platform/database/sql.js';
import type { WithdrawalState } from './edition-withdrawal.entity.js';

/** What decides who may settle a withdrawal. */
export interface WithdrawalFacts {
  planId: string;
  askedById: string;
  /** Set when it was asked for on cover: for whom. */
  askedForId: string | null;
  state: WithdrawalState;
}

/** What decides whether an edition's withdrawal may be asked for. */
export interface WithdrawableFacts {
  planId: string;
  isWithdrawn: boolean;
  /** Somebody has asked already, for this version or another of the edition. */
  isAsked: boolean;
}

const DECIDERS = ['secretariat', 'lead', 'signatory'] as const;
const WHO_CAN =
  'Who can: the secretariat, a lead or the signatory of the plan, other than who asked.';

/** Withdrawals with their reasons, and what withdrawn versions said, are for those who answer for it. */
export const maySeeWithdrawal = (actor: Actor, planId: string): boolean =>
  actorHoldsRole(actor, 'auditor') || DECIDERS.some((role) => actorHoldsRole(actor, role, planId));

/** The same rule in SQL, for withdrawals under the alias `w`. */
export function withdrawalScope(actor: Actor, parameters: Parameters): string {
  if (actorHoldsRole(actor, 'auditor')) return 'TRUE';
  const deciders: readonly string[] = DECIDERS;
  const planIds = actor.principals.flatMap((principal) =>
    principal.grants.filter(({ role }) => deciders.includes(role)).map(({ planId }) => planId),
  );
  return `w.plan_id = ANY(${parameters.add(planIds)}::uuid[])`;
}

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

/**
 * Whether the actor may confirm or refuse. Two human beings withdraw: who asked is refused as
 * themselves and on cover for anyone, and so is whoever was asked for. Who asked may take it back:
 * that is a refusal.
 */
export function decideWithdrawal(
  action: 'confirm' | 'refuse',
  actor: Actor,
  principal: Principal,
  withdrawal: WithdrawalFacts,
): Decision {
  if (withdrawal.state !== 'asked') {
    return { isAllowed: false, why: `It is ${withdrawal.state} already.` };
  }
  const asked = [withdrawal.askedById, withdrawal.askedForId];
  const isOwn = [actor.personId, principal.personId].some((id) => asked.includes(id));
  if (action === 'confirm' && isOwn) {
    const why = 'You asked for it, or it was asked for on your behalf: a second person confirms.';
    return { isAllowed: false, why, whoCan: WHO_CAN };
  }
  return DECIDERS.some((role) => holdsRole(principal, role, withdrawal.planId))
    ? { isAllowed: true, as: principal }
    : { isAllowed: false, why: 'You have no part in deciding it.', whoCan: WHO_CAN };
}
