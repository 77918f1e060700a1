import { bankHolidays } from '../../common/bank-holidays.js';
import type { Act } from '../audit/index.js';
import type { Recipient, WantedMessage } from './gather-plan.js';
import { digestTime, SENDING_HOURS, USUAL_DIGEST_TIME } from './send-time.js';

/** Somebody else may take a message between two looks at it: not for ever. */
const MOST_TURNS = 10;

/** Puts every notice into its message; a digest that has gone already is followed by the next day's. */
export async function putIn(
  act: Act,
  wanted: readonly WantedMessage[],
  people: ReadonlyMap<string, Recipient>,
): Promise<void> {
  let left = wanted;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > MOST_TURNS)
      throw new Error('Messages go faster than notices are gathered: later');
    const ids = await openMessages(act, left);
    const put = left.flatMap((message, index) => {
      const messageId = ids.get(index);
      return messageId
        ? message.notices.map((notice) => ({ ...message, ...notice, messageId }))
        : [];
    });
    await takeOverRetries(act, left, ids);
    await act.query(
      `INSERT INTO message_notices (notice_id, channel, message_id, for_person_id)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[])`,
      [
        put.map(({ id }) => id),
        put.map(({ channel }) => channel),
        put.map(({ messageId }) => messageId),
        put.map(({ forPersonId }) => forPersonId),
      ],
    );
    left = left
      .filter((_message, index) => !ids.has(index))
      .map((message) => (message.kind === 'digest' ? nextDay(act, message, people) : message));
  }
}

/** Tried on another day, it is not tried anew: what is put off for ever fails in the end, and is seen. */
async function takeOverRetries(
  act: Act,
  wanted: readonly WantedMessage[],
  ids: ReadonlyMap<number, string>,
): Promise<void> {
  const tried = wanted.flatMap(({ retries }, index) =>
    retries > 0 && ids.has(index) ? [{ id: ids.get(index)!, retries }] : [],
  );
  if (tried.length === 0) return;
  await act.query(
    `UPDATE messages m SET retries = greatest(m.retries, w.retries)
     FROM unnest($1::uuid[], $2::int[]) w (id, retries) WHERE m.id = w.id`,
    [tried.map(({ id }) => id), tried.map(({ retries }) => retries)],
  );
}

function nextDay(
  act: Act,
  message: WantedMessage,
  people: ReadonlyMap<string, Recipient>,
): WantedMessage {
  const { digestAt } = people.get(message.personId)!;
  const { day, sendAt } = digestTime(
    ...([act.now, digestAt, SENDING_HOURS, bankHolidays(), message.occasion] as const),
  );
  return { ...message, occasion: day, sendAt };
}

/** The messages that still take notices, made where they are missing: their ids by place in the list. */
async function openMessages(
  act: Act,
  wanted: readonly WantedMessage[],
): Promise<Map<number, string>> {
  const columns = [
    wanted.map(({ personId }) => personId),
    wanted.map(({ channel }) => channel),
    wanted.map(({ kind }) => kind),
    wanted.map(({ occasion }) => occasion),
  ];
  await act.query(
    `INSERT INTO messages (person_id, channel, kind, occasion, send_at, made_at)
     SELECT w.*, $6 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) w
     ON CONFLICT DO NOTHING`,
    [...columns, wanted.map(({ sendAt }) => sendAt), act.now],
  );
  const rows = await act.query<{ id: string; place: number }>(
    `SELECT m.id, w.place::int AS place
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY w (person_id, channel, kind, occasion, place)
     JOIN messages m ON m.person_id = w.person_id AND m.channel = w.channel AND m.kind = w.kind
       AND m.is_open AND (m.kind = 'event' OR m.occasion = w.occasion)
     ORDER BY m.id FOR UPDATE OF m`,
    columns,
  );
  return new Map(rows.map(({ id, place }) => [place - 1, id]));
}

/** How these people get messages, by id. */
export async function recipients(
  act: Act,
  ids: readonly string[],
): Promise<Map<string, Recipient>> {
  const rows = await act.query<Recipient>(
    `SELECT p.id, p.is_active AS "isActive", coalesce(to_char(s.digest_at, 'HH24:MI'), $2) AS "digestAt",
       coalesce(s.in_app_only, '{}') AS "inAppOnly"
     FROM people p LEFT JOIN message_settings s ON s.person_id = p.id WHERE p.id = ANY($1::uuid[])`,
    [[...new Set(ids)], USUAL_DIGEST_TIME],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
