import { writersFor, type Actor, type Grant, type Role } from '../../common/actor.js';
import type { Parameters } from '../../platform/database/sql.js';
import { plansWrittenBy } from '../plan/index.js';

const grantsOf = (actor: Actor, role: Role): Grant[] =>
  actor.principals.flatMap((principal) => principal.grants.filter((grant) => grant.role === role));

/**
 * SQL that is true for the updates (alias u) whose state, owner and dates the actor may see: those of
 * plans they take part in, and published ones. Every list, total, look-up and export carries it.
 * What text they may read is decided by `textAccess`.
 */
export function updateScope(actor: Actor, parameters: Parameters): string {
  if (grantsOf(actor, 'auditor').length > 0 || grantsOf(actor, 'administrator').length > 0) {
    return 'TRUE';
  }
  const people = parameters.add(writersFor(actor));
  const planIds = (['secretariat', 'lead', 'signatory'] as const).flatMap((role) =>
    grantsOf(actor, role).map((grant) => grant.planId),
  );
  const organisationIds = grantsOf(actor, 'clearer').map((grant) => grant.organisationId);
  return `(u.state = 'published'
    OR u.plan_id = ANY(${parameters.add(planIds)}::uuid[])
    OR u.organisation_id = ANY(${parameters.add(organisationIds)}::uuid[])
    OR u.plan_id IN (${plansWrittenBy(people)}))`;
}

/** SQL: the actor, or someone they cover, drafts the update. */
export const draftedBy = (actor: Actor, parameters: Parameters): string => {
  const people = parameters.add(writersFor(actor));
  return `(u.owner_id = ANY(${people}::uuid[]) OR EXISTS (SELECT 1 FROM update_contributors uc
    WHERE uc.update_id = u.id AND uc.person_id = ANY(${people}::uuid[])))`;
};

/** SQL: the actor, or someone they cover, leads the update's plan, chapter or commitment. */
export function ledBy(actor: Actor, parameters: Parameters): string {
  const grants = grantsOf(actor, 'lead');
  const whole = grants.filter((grant) => !grant.chapterId && !grant.commitmentId);
  const conditions = [
    `u.plan_id = ANY(${parameters.add(whole.map((grant) => grant.planId))}::uuid[])`,
    `u.chapter_id = ANY(${parameters.add(grants.flatMap((grant) => grant.chapterId ?? []))}::uuid[])`,
    `EXISTS (SELECT 1 FROM update_commitments lc WHERE lc.update_id = u.id
       AND lc.commitment_id = ANY(${parameters.add(grants.flatMap((grant) => grant.commitmentId ?? []))}::uuid[]))`,
  ];
  return `(${conditions.join(' OR ')})`;
}

/** SQL: the update waits for a clearer of this actor's. */
export const clearedBy = (actor: Actor, parameters: Parameters): string =>
  `u.organisation_id = ANY(${parameters.add(
    grantsOf(actor, 'clearer').map((grant) => grant.organisationId),
  )}::uuid[])`;
