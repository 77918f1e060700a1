import { Injectable } from '@nestjs/common';
import type { SendOutcome } from '../../../platform/mail/mail-provider.js';
import type { Act } from '../../audit/index.js';
import type { PreparedEmail } from './prepare-messages.js';

/** Minutes until the next attempt; after the last, it has failed. */
const RETRY_MINUTES = [1, 2, 5, 15, 30, 60, 120, 240];
const MOST_LOST = 2;
const MAYBE = 'The answer was lost twice: it may have arrived. Send it again only if it did not.';

/** Notes what became of one attempt to send an email. */
@Injectable()
export class SettleEmail {
  async execute(
    act: Act,
    { id, to, attempts }: Pick<PreparedEmail, 'id' | 'to' | 'attempts'>,
    provider: string,
    result: SendOutcome,
  ): Promise<void> {
    const { outcome } = result;
    act.write(
      `INSERT INTO message_attempts (message_id, provider, address, outcome, provider_id, words, attempted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[id, provider, to.address, outcome],
        outcome === 'accepted' ? result.providerId : null,
        outcome === 'accepted' ? null : result.words,
        act.now,
      ],
    );
    switch (outcome) {
      case 'accepted':
        return move(act, id, `state = 'sent', ended_at = $2`, [act.now]);
      case 'refused':
        return fail(act, id, result.words, result.isAddress);
      case 'later': {
        const minutes = RETRY_MINUTES[attempts - 1];
        if (minutes === undefined) {
          return fail(act, id, `Given up after ${attempts} attempts. ${result.words}`, false);
        }
        return move(act, id, LATER, [result.words, minutes]);
      }
      case 'unavailable':
        // Nothing was handed over: it is no attempt at this message.
        return move(act, id, `${LATER}, attempts = attempts - 1`, [result.words, 0]);
      case 'unknown':
        return move(act, id, LOST, [act.now, result.words, MAYBE]);
    }
  }

  /**
   * Messages whose sender died. What had been handed over may have arrived, and is repeated once; what
   * had not is simply sent. @returns how many
   */
  async release(act: Act): Promise<number> {
    const rows = await act.query<{ id: string }>(
      `WITH dead AS (SELECT id, handed_at FROM messages WHERE state = 'sending' AND lease_until < clock_timestamp()
         ORDER BY id FOR UPDATE SKIP LOCKED),
       noted AS (INSERT INTO message_attempts (message_id, provider, address, outcome, words, attempted_at)
         SELECT d.id, 'none', '', 'unknown', 'The process that sent it ended.', $1::timestamptz FROM dead d WHERE d.handed_at IS NOT NULL)
       UPDATE messages m SET lease_until = NULL, try_at = clock_timestamp(),
         failure = CASE WHEN d.handed_at IS NOT NULL AND m.answers_lost + 1 >= ${MOST_LOST} THEN $2 END,
         state = CASE WHEN d.handed_at IS NOT NULL AND m.answers_lost + 1 >= ${MOST_LOST} THEN 'unknown' ELSE 'waiting' END,
         ended_at = CASE WHEN d.handed_at IS NOT NULL AND m.answers_lost + 1 >= ${MOST_LOST} THEN $1::timestamptz END,
         answers_lost = m.answers_lost + (d.handed_at IS NOT NULL)::int,
         attempts = m.attempts - (d.handed_at IS NULL)::int
       FROM dead d WHERE m.id = d.id RETURNING m.id`,
      [act.now, MAYBE],
    );
    return rows.length;
  }
}

const LATER = `state = 'waiting', failure = $2, try_at = clock_timestamp() + make_interval(mins => $3)`;
const LOST = `answers_lost = answers_lost + 1, try_at = clock_timestamp() + interval '1 minute',
  state = CASE WHEN answers_lost + 1 >= ${MOST_LOST} THEN 'unknown' ELSE 'waiting' END,
  ended_at = CASE WHEN answers_lost + 1 >= ${MOST_LOST} THEN $2::timestamptz END,
  failure = CASE WHEN answers_lost + 1 >= ${MOST_LOST} THEN $4 ELSE $3 END`;

/** Only what is still being sent is moved: another may have taken it for dead, and have sent it. */
function move(act: Act, id: string, change: string, values: unknown[]): void {
  act.write(
    `UPDATE messages SET ${change}, lease_until = NULL WHERE id = $1 AND state = 'sending'`,
    [id, ...values],
  );
}

const fail = (act: Act, id: string, words: string, isAddressWrong: boolean): void =>
  move(act, id, `state = 'failed', ended_at = $2, failure = $3, is_address_wrong = $4`, [
    ...[act.now, words, isAddressWrong],
  ]);
