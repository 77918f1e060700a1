import { actorHoldsRole, type Actor } from '../../common/actor.js';
import type { Parameters } from '../../platform/database/sql.js';

const READERS = ['secretariat', 'lead', 'signatory'] as const;

/** Overrides are seen by those who run, review and sign the plan, and by the auditor. */
export const maySeeOverride = (actor: Actor, planId: string): boolean =>
  actorHoldsRole(actor, 'auditor') || READERS.some((role) => actorHoldsRole(actor, role, planId));

/** The same rule in SQL, for overrides under the alias `v`. */
export function overrideScope(actor: Actor, parameters: Parameters): string {
  if (actorHoldsRole(actor, 'auditor')) return 'TRUE';
  const readers: readonly string[] = READERS;
  const planIds = actor.principals.flatMap((principal) =>
    principal.grants.filter((grant) => readers.includes(grant.role)).map((grant) => grant.planId),
  );
  return `v.plan_id = ANY(${parameters.add(planIds)}::uuid[])`;
}
