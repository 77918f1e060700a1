import { actorHoldsRole, type Actor, type Role } from '../../common/actor.js';
import type { Parameters } from '../../platform/database/sql.js';

/** Roles that are given for a plan. */
export const PLAN_ROLES: readonly Role[] = ['secretariat', 'signatory', 'lead', 'board_member'];

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
  const idsOf = (given: readonly Role[], scope: 'planId' | 'organisationId'): string =>
    parameters.add(
      grants.filter((grant) => given.includes(grant.role)).map((grant) => grant[scope] ?? null),
    );
  const people = parameters.add(actor.principals.map((principal) => principal.personId));
  // Updates belong to a later module: read, never written.
  return `(${column} = ANY(${idsOf(roles, 'planId')}::uuid[])
    OR EXISTS (SELECT 1 FROM commitments m WHERE m.plan_id = ${column} AND m.owner_id = ANY(${people}::uuid[]))
    OR EXISTS (SELECT 1 FROM updates s WHERE s.plan_id = ${column} AND (s.owner_id = ANY(${people}::uuid[])
      OR s.organisation_id = ANY(${idsOf(['clearer'], 'organisationId')}::uuid[])
      OR EXISTS (SELECT 1 FROM update_contributors k WHERE k.update_id = s.id AND k.person_id = ANY(${people}::uuid[])))))`;
}
