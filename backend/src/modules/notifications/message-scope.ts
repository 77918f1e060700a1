import { actorHoldsRole, type Actor } from '../../common/actor.js';
import type { Parameters } from '../../platform/database/sql.js';

/** The plans whose messages the actor answers for; undefined: those of every plan. */
export const plansOfMessages = (actor: Actor): string[] | undefined =>
  actorHoldsRole(actor, 'auditor') || actorHoldsRole(actor, 'administrator')
    ? undefined
    : actor.principals.flatMap(({ grants }) =>
        grants.flatMap(({ role, planId }) => (role === 'secretariat' && planId ? [planId] : [])),
      );

/** SQL: a message (alias m) tells, or was to tell, of something in the actor's plans. */
export function messageScope(actor: Actor, parameters: Parameters): string {
  const planIds = plansOfMessages(actor);
  if (!planIds) return 'TRUE';
  return `EXISTS (SELECT 1 FROM message_notices sn JOIN notices n ON n.id = sn.notice_id
    WHERE sn.message_id = m.id AND n.plan_id = ANY(${parameters.add(planIds)}::uuid[]))`;
}

/** Whether the actor reads what people wrote in the plan: reasons and requests, not only their titles. */
export const readsNotes = (actor: Actor, planId: string): boolean =>
  actorHoldsRole(actor, 'auditor') || actorHoldsRole(actor, 'secretariat', planId);
