import type { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { Parameters } from '../../platform/database/sql.js';
import { Round } from '../rounds/index.js';
import { roundScope } from './round-scope.js';

/** Who may read everything that a round will print before it is published (DOMAIN, rule 7). */
export const readsManifest = (actor: Actor, planId: string): boolean =>
  (['secretariat', 'signatory'] as const).some((role) => actorHoldsRole(actor, role, planId));

/**
 * A round whose every line the actor may read: what is sealed, and what would be.
 * @param what names what was asked for, should it not be theirs to see
 * @throws Problem record.not_found
 */
export async function readableRound(
  dataSource: DataSource,
  actor: Actor,
  roundId: string,
  what: string,
): Promise<Round> {
  const parameters = new Parameters();
  const [seen] = await dataSource.query<unknown[]>(
    `SELECT 1 FROM rounds r WHERE r.id = ${parameters.add(roundId)} AND ${roundScope(actor, parameters)}`,
    parameters.values,
  );
  const round = seen ? await dataSource.manager.findOneBy(Round, { id: roundId }) : null;
  const mayRead =
    round !== null && (actorHoldsRole(actor, 'auditor') || readsManifest(actor, round.planId));
  if (!mayRead) throw new Problem('record.not_found', { what });
  return round;
}
