import { bankHolidays } from '../../common/bank-holidays.js';
import { londonDate } from '../../common/dates.js';
import type { Act } from '../audit/index.js';
import { noticeFacts, owedLines, standingOf, type StandIn } from '../reminders/index.js';
import type { ToldLine } from './compose-message.js';
import type { DueMessage, Place } from './due-messages.js';
import { readerOf } from './gather-plan.js';

/**
 * The lines that still stand, by message; each notice's outcome is noted. What may have arrived is
 * repeated word for word: there, what was told remains told.
 */
export async function recheck(
  act: Act,
  due: readonly DueMessage[],
  places: readonly Place[],
): Promise<Map<string, ToldLine[]>> {
  const facts = await noticeFacts(act.manager, [
    ...new Set(places.map(({ noticeId }) => noticeId)),
  ]);
  const today = londonDate(act.now);
  const standings = new Map(
    facts.map((fact) => [fact.id, standingOf(fact, today, bankHolidays())]),
  );
  const lines = new Map<string, ToldLine[]>();
  const lost = new Set(due.filter(({ answersLost }) => answersLost > 0).map(({ id }) => id));
  const outcomes: { id: string; why: string | null }[] = [];
  for (const { id, messageId, noticeId, forName } of places) {
    const standing = standings.get(noticeId)!;
    if (!lost.has(messageId)) outcomes.push({ id, why: standing.stands ? null : standing.why });
    if (!standing.stands) continue;
    const told = lines.get(messageId) ?? [];
    told.push({ line: standing.line, ...(forName && { forName }) });
    lines.set(messageId, told);
  }
  act.write(
    `UPDATE message_notices mn SET outcome = CASE WHEN w.why IS NULL THEN 'told' ELSE 'dropped' END, why = w.why
     FROM unnest($1::bigint[], $2::text[]) w (id, why) WHERE mn.id = w.id`,
    [outcomes.map(({ id }) => id), outcomes.map(({ why }) => why)],
  );
  return lines;
}

/**
 * With the lines of a digest that has a reason to go: all else that its reader owes, but what somebody
 * covers for them that day.
 */
export async function withAllOwed(
  act: Act,
  due: readonly DueMessage[],
  told: ReadonlyMap<string, ToldLine[]>,
  covers: readonly StandIn[],
  day: string,
): Promise<Map<string, ToldLine[]>> {
  const digests = due.filter(
    ({ id, kind, personId }) =>
      kind === 'digest' &&
      told.has(id) &&
      readerOf({ personId, audience: 'owner' }, covers, day) === personId,
  );
  const ownerIds = [...new Set(digests.map(({ personId }) => personId))];
  const owed = await owedLines(act.manager, ownerIds, londonDate(act.now), bankHolidays());
  const all = new Map(told);
  for (const { id, personId } of digests) {
    const also = (owed.get(personId) ?? []).map((line) => ({ line }));
    all.set(id, [...told.get(id)!, ...also]);
  }
  return all;
}
