import { holdsRole, type Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import type { Queries } from '../audit/index.js';
import { personRef } from '../identity/index.js';
import { askedRounds } from './asked.reader.js';
import type { AskedRound } from './asked.js';

/** @throws Problem record.not_found for a round that the reader does not run or audit */
export async function readableRound(
  database: Queries,
  actor: Actor,
  roundId: string,
): Promise<AskedRound> {
  const [round] = await askedRounds(database, [roundId]);
  if (!round || !readsReminders(actor, round.planId)) {
    throw new Problem('record.not_found', { what: 'round' });
  }
  return round;
}

const readsReminders = (actor: Actor, planId: string): boolean =>
  actor.principals.some(
    (each) => holdsRole(each, 'secretariat', planId) || holdsRole(each, 'auditor', planId),
  );

/** Those people by id. */
export async function readPeople(
  database: Queries,
  ids: readonly string[],
): Promise<Map<string, PersonRef>> {
  const rows = await database.query<{ person: PersonRef }[]>(
    `SELECT ${personRef('p')} AS person FROM people p WHERE p.id = ANY($1::uuid[])`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ person }) => [person.id, person]));
}
