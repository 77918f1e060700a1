import { Injectable } from '@nestjs/common';
import type { SendOutcome } from '../../../platform/mail/mail-provider.js';
import type { Act } from '../../audit/index.js';
import type { PreparedEmail } from './prepare-messages.js';

/** Minutes until the next attempt; after the last, it has failed. */
const RETRY_MINUTES = [1, 2, 5, 15, 30, 60, 120, 240];
const MOST_LOST = 2;
const MAYBE = 'The answer was lost twice: it may have arrived. Send it again only if it did not.';

type Handed = Pick<PreparedEmail, 'id' | 'to' | 'attempts' | 'retries'>;

/** Notes what became of one attempt to send an email. */
@Injectable()
export class SettleEmail {
  async execute(act: Act, email: Handed, provider: string, result: SendOutcome): Promise<void> {
    const { outcome } = result;
    act.write(
      `INSERT INTO message_attempts (message_id, provider, address, outcome, provider_id, words, attempted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[email.id, provider, email.to.address, outcome],
        outcome === 'accepted' ? result.providerId : null,
        outcome === 'accepted' ? null : result.words,
        act.now,
      ],
    );
    switch (outcome) {
      case 'accepted':
        // Also of somebody who was taken for dead: what has been accepted is not sent once more.
        return act.write(
          `UPDATE messages SET state = 'sent', ended_at = $2, failure = NULL, lease_until = NULL
           WHERE id = $1 AND state IN ('waiting', 'sending')`,
          [email.id, act.now],
        );
      case 'refused':
        return fail(act, email, result.words, result.isAddress);
      case 'later': {
        const minutes = RETRY_MINUTES[email.retries];
        if (minutes === undefined) {
          const words = `Given up after ${email.retries + 1} attempts. ${result.words}`;
          return fail(act, email, words, false);
        }
        return move(act, email, `${LATER}, retries = retries + 1`, [result.words, minutes]);
      }
      case 'unavailable':
        // Nothing was handed over: it is no attempt at this message.
        return move(act, email, LATER, [result.words, 0]);
      case 'unknown':
        return move(act, email, LOST, [act.now, result.words, MAYBE]);
    }
  }

  /**
   * A message whose sender died. What had been handed over may have arrived, and is repeated once; what
   * had not is simply sent. @returns whether there was anything to do
   */
  async release(act: Act, id: string): Promise<boolean> {
    const rows = await act.query<{ id: string }>(
      `WITH dead AS (SELECT id, handed_at FROM messages
         WHERE id = $3 AND state = 'sending' AND lease_until < clock_timestamp() FOR UPDATE SKIP LOCKED),
       noted AS (INSERT INTO message_attempts (message_id, provider, address, outcome, words, attempted_at)
         SELECT d.id, 'none', '', 'unknown', 'The process that sent it ended.', $1::timestamptz FROM dead d WHERE d.handed_at IS NOT NULL)
       UPDATE messages m SET lease_until = NULL, try_at = clock_timestamp(),
         failure = CASE WHEN d.handed_at IS NOT NULL AND m.answers_lost + 1 >= ${MOST_LOST} THEN $2 END,
         state = CASE WHEN d.handed_at IS NOT NULL AND m.answers_lost + 1 >= ${MOST_LOST} THEN 'unknown' ELSE 'waiting' END,
         ended_at = CASE WHEN d.handed_at IS NOT NULL AND m.answers_lost + 1 >= ${MOST_LOST} THEN $1::timestamptz END,
         answers_lost = m.answers_lost + (d.handed_at IS NOT NULL)::int
       FROM dead d WHERE m.id = d.id RETURNING m.id`,
      [act.now, MAYBE, id],
    );
    return rows.length > 0;
  }
}

const LATER = `state = 'waiting', failure = $3, try_at = clock_timestamp() + make_interval(mins => $4)`;
const LOST = `answers_lost = answers_lost + 1, try_at = clock_timestamp() + interval '1 minute',
  state = CASE WHEN answers_lost + 1 >= ${MOST_LOST} THEN 'unknown' ELSE 'waiting' END,
  ended_at = CASE WHEN answers_lost + 1 >= ${MOST_LOST} THEN $3::timestamptz END,
  failure = CASE WHEN answers_lost + 1 >= ${MOST_LOST} THEN $5 ELSE $4 END`;

/** Only by who still sends it: another may have taken that one for dead, and send it now. */
function move(act: Act, { id, attempts }: Handed, change: string, values: unknown[]): void {
  act.write(
    `UPDATE messages SET ${change}, lease_until = NULL WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
    [id, attempts, ...values],
  );
}

const fail = (act: Act, email: Handed, words: string, isAddressWrong: boolean): void =>
  move(act, email, `state = 'failed', ended_at = $3, failure = $4, is_address_wrong = $5`, [
    ...[act.now, words, isAddressWrong],
  ]);
