import { actorHoldsRole, type Actor, type Role } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { Parameters } from '../../platform/database/sql.js';
import type { Act } from '../audit/index.js';
import { lockRound, type Round } from '../rounds/index.js';

const RUNNERS: readonly Role[] = ['secretariat', 'signatory', 'lead'];

/**
 * Which rounds (alias `r`) the actor sees. A round itself holds no unpublished text: it is seen by
 * everyone with a part in the plan. Board members see what is published.
 */
export function roundScope(actor: Actor, parameters: Parameters): string {
  if (actorHoldsRole(actor, 'auditor') || actorHoldsRole(actor, 'administrator')) return 'TRUE';
  const grants = actor.principals.flatMap((principal) => principal.grants);
  const idsOf = (roles: readonly Role[], scope: 'planId' | 'organisationId'): string =>
    parameters.add(
      grants.filter((grant) => roles.includes(grant.role)).map((grant) => grant[scope] ?? null),
    );
  const people = parameters.add(actor.principals.map((principal) => principal.personId));
  return `(r.plan_id = ANY(${idsOf(RUNNERS, 'planId')}::uuid[])
    OR (r.state IN ('published', 'closed') AND r.plan_id = ANY(${idsOf(['board_member'], 'planId')}::uuid[]))
    OR EXISTS (SELECT 1 FROM commitments m WHERE m.plan_id = r.plan_id AND m.owner_id = ANY(${people}::uuid[]))
    OR EXISTS (SELECT 1 FROM updates s WHERE s.plan_id = r.plan_id AND (s.owner_id = ANY(${people}::uuid[])
      OR s.organisation_id = ANY(${idsOf(['clearer'], 'organisationId')}::uuid[])
      OR EXISTS (SELECT 1 FROM update_contributors k WHERE k.update_id = s.id AND k.person_id = ANY(${people}::uuid[])))))`;
}

/**
 * The round, locked until the act is done: of two people acting on it at once, one waits.
 * @throws Problem record.not_found, also for a round outside the actor's scope
 */
export async function lockVisibleRound(act: Act, roundId: string): Promise<Round> {
  const round = await lockRound(act, roundId);
  if (!act.actor) return round;
  const parameters = new Parameters();
  const seen = await act.manager.query<unknown[]>(
    `SELECT 1 FROM rounds r WHERE r.id = ${parameters.add(roundId)} AND ${roundScope(act.actor, parameters)}`,
    parameters.values,
  );
  if (seen.length === 0) throw new Problem('record.not_found', { what: 'round' });
  return round;
}
