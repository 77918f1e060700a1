import { bankHolidays } from '../../common/bank-holidays.js';
import { londonDate } from '../../common/dates.js';
import type { Act } from '../audit/index.js';
import {
  LISTED,
  noteListed,
  noticeFacts,
  owedLines,
  remindOthers,
  standingOf,
  type ListedLine,
  type NoticeLine,
  type StandIn,
} from '../reminders/index.js';
import type { ToldLine } from './compose-message.js';
import type { DueMessage, Place } from './due-messages.js';
import { channelsOf, readerOf } from './gather-plan.js';

const NOT_BY_EMAIL = 'Its reader chose meanwhile to be told of it in the app only.';

/**
 * The lines that still stand, and that their reader still gets there, by message; each notice's outcome
 * is noted. What may have arrived is repeated word for word: there, what was told remains told.
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
  const messages = new Map(due.map((message) => [message.id, message]));
  const outcomes: { id: string; noticeId: string; why: string | null }[] = [];
  for (const { id, messageId, noticeId, rule, forName } of places) {
    const standing = standings.get(noticeId)!;
    const message = messages.get(messageId)!;
    const isLost = message.answersLost > 0;
    const isWanted = isLost || channelsOf(rule, message).includes(message.channel);
    const why = !standing.stands ? standing.why : isWanted ? null : NOT_BY_EMAIL;
    if (!isLost) outcomes.push({ id, noticeId, why });
    if (!standing.stands || !isWanted) continue;
    const told = lines.get(messageId) ?? [];
    told.push({ line: standing.line, ...(forName && { forName }) });
    lines.set(messageId, told);
  }
  const dropped = new Set(outcomes.flatMap(({ noticeId, why }) => (why ? [noticeId] : [])));
  await remindOthers(
    act,
    facts.filter(({ id }) => {
      const standing = standings.get(id)!;
      return dropped.has(id) && !standing.stands && standing.isOthers;
    }),
  );
  act.write(
    `UPDATE message_notices mn SET outcome = CASE WHEN w.why IS NULL THEN 'told' ELSE 'dropped' END, why = w.why
     FROM unnest($1::bigint[], $2::text[]) w (id, why) WHERE mn.id = w.id`,
    [outcomes.map(({ id }) => id), outcomes.map(({ why }) => why)],
  );
  return lines;
}

/**
 * With the lines of a digest that has a reason to go: all else that its reader owes, but what somebody
 * covers for them that day. That it tells them so is noted. What may have arrived stays as it was.
 */
export async function withAllOwed(
  act: Act,
  due: readonly DueMessage[],
  told: ReadonlyMap<string, ToldLine[]>,
  covers: readonly StandIn[],
  day: string,
): Promise<Map<string, ToldLine[]>> {
  const digests = due.filter(
    ({ id, kind, answersLost }) => kind === 'digest' && answersLost === 0 && told.has(id),
  );
  const personIds = [...new Set(digests.map(({ personId }) => personId))];
  const today = londonDate(act.now);
  const owed = await owedLines(act.manager, personIds, today, bankHolidays());
  const all = new Map(told);
  const listed = digests.flatMap((message): Listed[] => {
    const { id, personId } = message;
    const lines = told.get(id)!;
    const also = owed
      .get(personId)!
      .filter(
        ({ audience, barredIds, line }) =>
          readerOf({ personId, audience, barredIds }, covers, day) === personId &&
          !isAmong(lines, line),
      );
    all.set(id, [...lines, ...also.map(({ line }) => ({ line }))]);
    return also.map((each) => ({ ...each, message, personId }));
  });
  note(act, digests, listed, today);
  return all;
}

interface Listed extends ListedLine {
  message: DueMessage;
}

const isAmong = (told: readonly ToldLine[], { subjectId, ask }: NoticeLine): boolean =>
  told.some(({ line, forName }) => !forName && line.subjectId === subjectId && line.ask === ask);

/** What a message lists is told by it, in the place of what it listed when it was composed before. */
function note(
  act: Act,
  digests: readonly DueMessage[],
  listed: readonly Listed[],
  onDay: string,
): void {
  const again = digests.filter(({ body }) => body !== null);
  if (again.length > 0) {
    act.write(
      `DELETE FROM message_notices mn USING notices n
       WHERE n.id = mn.notice_id AND n.occasion = '${LISTED}' AND mn.message_id = ANY($1::uuid[])`,
      [again.map(({ id }) => id)],
    );
  }
  if (listed.length === 0) return;
  noteListed(act, listed, onDay);
  act.write(
    `INSERT INTO message_notices (notice_id, channel, message_id, outcome)
     SELECT n.id, m.channel, m.id, 'told'
     FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS l (message_id, subject_id, rule)
     JOIN messages m ON m.id = l.message_id
     JOIN notices n ON n.subject_id = l.subject_id AND n.rule = l.rule AND n.person_id = m.person_id
       AND n.on_day = $4 AND n.occasion = '${LISTED}'
     -- Another digest may have said it that day: one that nobody knew to have arrived, sent again by hand.
     ON CONFLICT DO NOTHING`,
    [
      listed.map(({ message }) => message.id),
      listed.map(({ line }) => line.subjectId),
      listed.map(({ line }) => line.rule),
      onDay,
    ],
  );
}
