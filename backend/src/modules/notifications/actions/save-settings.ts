import { Injectable } from '@nestjs/common';
import { bankHolidays } from '../../../common/bank-holidays.js';
import { invalidField } from '../../../common/problems.js';
import { changedMeanwhile, type Act } from '../../audit/index.js';
import { OPTIONAL_RULES, type Rule } from '../../reminders/index.js';
import { MessageSettings } from '../message-settings.entity.js';
import { digestSendAt, SENDING_HOURS } from '../send-time.js';

@Injectable()
export class SaveSettings {
  /** Somebody chooses how they get messages. What is compulsory comes by email all the same. */
  async execute(
    act: Act,
    input: { digestAt: string; inAppOnly: readonly Rule[]; version: number },
  ): Promise<void> {
    const personId = act.actorId;
    const { from, until } = SENDING_HOURS;
    if (input.digestAt < from || input.digestAt >= until) {
      throw invalidField('digestAt', 'quiet', `Give a time from ${from} to before ${until}.`);
    }
    const compulsory = input.inAppOnly.find((rule) => !OPTIONAL_RULES.includes(rule));
    if (compulsory) {
      throw invalidField('inAppOnly', 'compulsory', 'One of these always comes by email.');
    }
    await act.query('SELECT 1 FROM people WHERE id = $1 FOR NO KEY UPDATE', [personId]);
    const present = await act.manager.findOneBy(MessageSettings, { personId });
    if ((present?.version ?? 0) !== input.version) {
      throw await changedMeanwhile(
        act,
        { kind: 'person', id: personId },
        'changed these settings',
        ['person.message_settings_saved'],
      );
    }
    await act.manager.save(MessageSettings, {
      ...{ personId, digestAt: input.digestAt, inAppOnly: [...input.inAppOnly] },
      ...{ version: input.version + 1, savedAt: act.now },
    });
    if (present?.digestAt !== input.digestAt) await moveWaiting(act, input.digestAt);
    act.record('person.message_settings_saved', { kind: 'person', id: personId }, {});
  }
}

/** What waits already goes at the new time as well. */
async function moveWaiting(act: Act, digestAt: string): Promise<void> {
  const waiting = await act.query<{ id: string; day: string }>(
    `SELECT id, occasion AS day FROM messages
     WHERE person_id = $1 AND kind = 'digest' AND state = 'waiting' AND is_open ORDER BY id FOR UPDATE`,
    [act.actorId],
  );
  const times = waiting.map(({ day }) =>
    digestSendAt(day, digestAt, act.now, SENDING_HOURS, bankHolidays()),
  );
  act.write(
    `UPDATE messages m SET send_at = w.send_at
     FROM unnest($1::uuid[], $2::timestamptz[]) w (id, send_at) WHERE m.id = w.id`,
    [waiting.map(({ id }) => id), times],
  );
}
