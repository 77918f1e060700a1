import type { Actor } from '../../common/actor.js';
import { bankHolidays } from '../../common/bank-holidays.js';
import { londonDate } from '../../common/dates.js';
import type { Queries } from '../audit/index.js';
import { askedUpdates } from './asked.reader.js';
import { asksWords } from './asked.js';
import { chaseable, chaseWords } from './chase-words.js';
import { standInOf, standInsFor } from './covers.js';
import { lineOf, type NoticeLine } from './notice-line.js';
import { readableRound, readPeople } from './readable-round.js';

/** What somebody would be told if owners were asked for their words now. */
export interface ForeseenChase {
  /** Who reads it: the owner, or who covers them today. */
  name: string;
  told: { line: NoticeLine; forName?: string }[];
}

/**
 * What each of these updates’ owners would be told, in those words; of what waits for nobody’s words, nothing.
 * @throws Problem record.not_found for a round that the reader does not run or audit; request.invalid
 */
export async function foreseenChase(
  database: Queries,
  actor: Actor,
  roundId: string,
  { updateIds, words }: { updateIds: readonly string[]; words: string },
  now: Date,
): Promise<ForeseenChase[]> {
  const round = await readableRound(database, actor, roundId);
  const today = londonDate(now);
  const said = chaseWords(words);
  const found = await askedUpdates(database, updateIds);
  const asked = chaseable(roundId, updateIds, found).filter(asksWords);
  const ownerIds = asked.map(({ ownerId }) => ownerId);
  const standIns = await standInsFor(database, ownerIds, today, today);
  const people = await readPeople(database, [
    ...[...ownerIds, ...standIns.map(({ coverId }) => coverId)],
  ]);
  const chases = new Map<string, ForeseenChase>();
  for (const update of asked) {
    const { ownerId } = update;
    const readerId = standInOf(standIns, ownerId, 'drafting', today) ?? ownerId;
    const chase = chases.get(readerId) ?? { name: people.get(readerId)!.name, told: [] };
    const { planId } = round;
    const line = lineOf(
      {
        rule: 'chased',
        audience: 'owner',
        planId,
        round,
        update,
        note: { by: actor.name, words: said },
      },
      ...([today, bankHolidays()] as const),
    );
    chase.told.push({ line, ...(readerId !== ownerId && { forName: people.get(ownerId)!.name }) });
    chases.set(readerId, chase);
  }
  return [...chases.values()];
}
