import { actorHoldsRole, writersFor, type Actor, type Role } from '../../common/actor.js';
import type { Parameters } from '../../platform/database/sql.js';

/** Roles that are given for a plan. */
export const PLAN_ROLES: readonly Role[] = ['secretariat', 'signatory', 'lead', 'board_member'];

/**
 * SQL: the plans in which one of these people owns or contributes to something. Updates belong to a
 * later module: read here, never written.
 */
export const plansWrittenBy = (people: string): string => `
  SELECT plan_id FROM commitments WHERE owner_id = ANY(${people}::uuid[])
  UNION SELECT plan_id FROM updates WHERE owner_id = ANY(${people}::uuid[])
  UNION SELECT c.plan_id FROM updates c JOIN update_contributors uc ON uc.update_id = c.id
    WHERE uc.person_id = ANY(${people}::uuid[])`;

/**
 * SQL: the actor takes part in the plan whose id the column holds, by one of these roles, by clearing,
 * or by owning or contributing to something in it. Auditors and administrators see every plan.
 */
export function planScope(
  actor: Actor,
  parameters: Parameters,
  column: string,
  roles: readonly Role[] = PLAN_ROLES,
): string {
  if (actorHoldsRole(actor, 'auditor') || actorHoldsRole(actor, 'administrator')) return 'TRUE';
  const grants = actor.principals.flatMap((principal) => principal.grants);
  const planIds = grants.filter(({ role }) => roles.includes(role)).map(({ planId }) => planId);
  const people = parameters.add(writersFor(actor));
  const clearing = grants.filter(({ role }) => role === 'clearer');
  const cleared =
    clearing.length > 0
      ? `OR ${column} IN (SELECT plan_id FROM updates WHERE organisation_id =
          ANY(${parameters.add(clearing.map(({ organisationId }) => organisationId))}::uuid[]))`
      : '';
  return `(${column} = ANY(${parameters.add(planIds)}::uuid[])
    OR ${column} IN (${plansWrittenBy(people)}) ${cleared})`;
}

/**
 * SQL: whoever works on the plan whose id the column holds reads what is changed in its register and
 * why, also before it is in force: secretariat, leads, signatories, owners, auditors.
 */
export function registerChangeScope(actor: Actor, parameters: Parameters, column: string): string {
  if (actorHoldsRole(actor, 'auditor')) return 'TRUE';
  const planIds = actor.principals
    .flatMap((principal) => principal.grants)
    .filter(({ role }) => ['secretariat', 'lead', 'signatory'].includes(role))
    .map(({ planId }) => planId ?? null);
  const people = parameters.add(writersFor(actor));
  return `(${column} = ANY(${parameters.add(planIds)}::uuid[])
    OR ${column} IN (SELECT plan_id FROM commitments WHERE owner_id = ANY(${people}::uuid[])
      UNION SELECT plan_id FROM updates WHERE owner_id = ANY(${people}::uuid[])))`;
}

/** SQL: a commitment that a round to come takes in is there for those who read such changes (alias m). */
export const commitmentScope = (actor: Actor, parameters: Parameters): string =>
  `(NOT m.is_waiting OR ${registerChangeScope(actor, parameters, 'm.plan_id')})`;
