import { bankHolidays } from '../../common/bank-holidays.js';
import type { Act } from '../audit/index.js';
import type { StandIn } from '../reminders/index.js';
import type { DueMessage, Place } from './due-messages.js';
import { channelsOf, messagesFor, readerOf, type Addressed } from './gather-plan.js';
import { putIn, recipients } from './open-messages.js';
import { SENDING_HOURS } from './send-time.js';

const AWAY = 'They are away that day: whoever covers them is told instead.';
const BACK = 'Its reader does not cover that work on the day: it goes to whoever has it then.';
const LATE = 'Its day had passed: it goes with the next day’s message.';
const SAID = 'The day’s message says it already.';
const CLOSED = 'The account is closed.';
/** As long as it may have arrived, nobody else is told, nor anybody on another day. */
const MAYBE =
  'It may have arrived, and since then it is for somebody else to read. Send it again only if it did not: it then goes to them.';
const MAYBE_LATE =
  'It may have arrived, and its day has passed. Send it again only if it did not: what still stands then goes with the day’s message.';

interface Leaving extends Place {
  message: DueMessage;
  readerId: string;
  why: string;
}

/**
 * Asks anew who reads, on the day on which it goes, what messages are about to tell. What somebody
 * else has to read by then is put into a message of theirs, and a digest that did not go on its day
 * into the next, whoever sends it: nobody gets two on one day. Where it was, that is noted. What may
 * have arrived stays where it is.
 * @param day the working day on which an email would go now
 * @returns why something is not told where it was, by message
 */
export async function passOn(
  act: Act,
  due: readonly DueMessage[],
  places: readonly Place[],
  covers: readonly StandIn[],
  day: string,
): Promise<Map<string, string>> {
  const messages = new Map(due.map((message) => [message.id, message]));
  const leaving = places.flatMap((place): Leaving[] => {
    const message = messages.get(place.messageId)!;
    const readerId = readerOf(place, covers, day);
    const why = whyNot(message, place, readerId, day);
    return why ? [{ ...place, message, readerId, why }] : [];
  });
  const passed = leaving.filter(({ message }) => message.answersLost === 0);
  if (passed.length > 0) {
    const said = await saidOn(act, passed, day);
    for (const place of passed) if (said.has(place.id)) place.why = SAID;
    await putElsewhere(act, passed);
  }
  // Of a message of which something goes elsewhere, that is told.
  const [repeated, others] = [leaving.filter(isSaid), leaving.filter((place) => !isSaid(place))];
  return new Map([...repeated, ...others].map(({ messageId, why }) => [messageId, why]));
}

const isSaid = ({ why }: Leaving): boolean => why === SAID;

function whyNot(
  { personId, kind, occasion, answersLost }: DueMessage,
  place: Place,
  readerId: string,
  day: string,
): string | undefined {
  const isLost = answersLost > 0;
  if (readerId !== personId) return isLost ? MAYBE : place.personId === personId ? AWAY : BACK;
  if (kind === 'digest' && occasion < day) return isLost ? MAYBE_LATE : LATE;
  return undefined;
}

/** Which of these places in digests their readers' digest of that day speaks of, and has gone or goes now. */
async function saidOn(act: Act, passed: readonly Leaving[], day: string): Promise<Set<string>> {
  const rows = await act.query<{ id: string }>(
    `SELECT mn.id FROM unnest($1::bigint[], $2::uuid[]) l (id, reader_id)
     JOIN message_notices mn ON mn.id = l.id JOIN notices n ON n.id = mn.notice_id
     JOIN messages m ON m.id = mn.message_id AND m.kind = 'digest'
     JOIN messages d ON d.person_id = l.reader_id AND d.channel = m.channel AND d.kind = 'digest' AND d.occasion = $3
       AND NOT d.is_open AND d.state NOT IN ('failed', 'dropped') AND NOT (d.state = 'held' AND d.failure IS NOT NULL)
     WHERE EXISTS (SELECT 1 FROM message_notices tn JOIN notices t ON t.id = tn.notice_id
       WHERE tn.message_id = d.id AND tn.outcome = 'told' AND t.subject_id = n.subject_id
         AND t.person_id = n.person_id AND t.audience = n.audience AND (t.rule = 'edited') = (n.rule = 'edited'))`,
    [passed.map(({ id }) => id), passed.map(({ readerId }) => readerId), day],
  );
  return new Set(rows.map(({ id }) => id));
}

async function putElsewhere(act: Act, passed: readonly Leaving[]): Promise<void> {
  const people = await recipients(
    act,
    passed.map(({ readerId }) => readerId),
  );
  const shown = await shownTo(act, passed);
  const isRead = ({ readerId }: Leaving): boolean => people.get(readerId)!.isActive;
  act.write(
    `UPDATE message_notices mn SET outcome = 'passed_on', why = w.why
     FROM unnest($1::bigint[], $2::text[]) w (id, why) WHERE mn.id = w.id`,
    [passed.map(({ id }) => id), passed.map((place) => (isRead(place) ? place.why : CLOSED))],
  );
  const goingOn = passed.filter((place) => isRead(place) && !isSaid(place));
  const addressed = goingOn.map((place): Addressed => {
    const { noticeId, messageId, readerId, message } = place;
    const isToldInApp =
      message.channel === 'email' &&
      shown.has(`${noticeId} ${readerId}`) &&
      !channelsOf(place.rule, people.get(readerId)!).includes('email');
    return {
      ...place,
      id: noticeId,
      channels: isToldInApp ? [] : [message.channel],
      occasion: `${noticeId} from ${messageId}`,
      since: act.now,
      retries: readerId === message.personId ? message.retries : 0,
    };
  });
  const wanted = messagesFor(addressed, people, {
    ...{ now: act.now, hours: SENDING_HOURS, holidays: bankHolidays() },
  });
  await putIn(act, wanted, people);
}

/** Who finds which of these notices in the app: somebody may have been told there before they went away. */
async function shownTo(act: Act, passed: readonly Leaving[]): Promise<Set<string>> {
  const rows = await act.query<{ shown: string }>(
    `SELECT mn.notice_id || ' ' || m.person_id AS shown FROM message_notices mn JOIN messages m ON m.id = mn.message_id
     WHERE mn.notice_id = ANY($1::uuid[]) AND mn.channel = 'in_app' AND mn.outcome IS DISTINCT FROM 'passed_on'`,
    [passed.map(({ noticeId }) => noticeId)],
  );
  return new Set(rows.map(({ shown }) => shown));
}
