import type { DataSource, EntityManager } from 'typeorm';
import { onBehalfOf } from '../audit/index.js';
import type { Actor, Decision, Principal } from '../../common/actor.js';
import type { AvailableAction } from '../../platform/http/refs.dto.js';

/**
 * Puts a policy's answers as the API gives them: each action allowed (and for whom, when on cover),
 * or refused with why and who can.
 */
export async function describeActions(
  database: DataSource | EntityManager,
  actor: Actor,
  decisions: readonly (readonly [action: string, decision: Decision])[],
): Promise<AvailableAction[]> {
  const isCovering = (decision: Decision): boolean =>
    decision.isAllowed && onBehalfOf(actor, decision.as) !== null;
  // Hardly ever asked: most people act for themselves.
  const organisations = decisions.some(([, decision]) => isCovering(decision))
    ? await organisationNames(database, actor)
    : new Map<string, string>();
  return decisions.map(([action, decision]) => {
    if (!decision.isAllowed) {
      const { why, whoCan } = decision;
      return { action, isAllowed: false, why, ...(whoCan && { whoCan }) };
    }
    if (!isCovering(decision)) return { action, isAllowed: true };
    return { action, isAllowed: true, onBehalfOf: refOf(decision.as, organisations) };
  });
}

const refOf = (principal: Principal, organisations: ReadonlyMap<string, string>) => ({
  id: principal.personId,
  name: principal.name,
  organisation: organisations.get(principal.organisationId) ?? '',
});

async function organisationNames(
  database: DataSource | EntityManager,
  actor: Actor,
): Promise<Map<string, string>> {
  const rows = await database.query<{ id: string; short_name: string }[]>(
    'SELECT id, short_name FROM organisations WHERE id = ANY($1::uuid[])',
    [actor.principals.map((principal) => principal.organisationId)],
  );
  return new Map(rows.map((row) => [row.id, row.short_name]));
}
