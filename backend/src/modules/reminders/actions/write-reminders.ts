import { Injectable } from '@nestjs/common';
import { bankHolidays } from '../../../common/bank-holidays.js';
import { isWorkingDay, londonDate } from '../../../common/dates.js';
import type { Act } from '../../audit/index.js';
import { askedOfRound, askedRounds } from '../asked.reader.js';
import { dueNotices } from '../due-notices.js';
import type { ScheduledRule } from '../rules.js';
import { scheduleOf } from '../schedule.reader.js';
import { writeNotices } from '../write-notices.js';

/** Writes what a round's schedule says of one day. */
@Injectable()
export class WriteReminders {
  /** Once for each day. @returns how many notices were written */
  async execute(act: Act, roundId: string, onDay: string): Promise<number> {
    await lockDays(act, roundId);
    const isFirst = await act.query(
      `INSERT INTO reminder_days (round_id, on_day, noticed_at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING on_day`,
      [roundId, onDay, act.now],
    );
    if (isFirst.length === 0) return 0;
    // An opening is news on its day alone.
    return write(act, roundId, onDay, onDay < londonDate(act.now) ? NOT_KICK_OFF : () => true);
  }
}

/**
 * Writes besides what the schedule says of a day after dates or the schedule were changed, when that
 * day's notices were written before. What was written then is the same notice, and those that no longer
 * hold are dropped when they would be told.
 */
export async function writeAgain(act: Act, roundId: string, onDay: string): Promise<void> {
  if (!isWorkingDay(onDay, bankHolidays())) return;
  await lockDays(act, roundId);
  const noticed = await act.query(
    'SELECT 1 FROM reminder_days WHERE round_id = $1 AND on_day = $2',
    [roundId, onDay],
  );
  // What opening brought was told by it, and to whoever became an owner since, by that.
  if (noticed.length > 0) await write(act, roundId, onDay, NOT_KICK_OFF);
}

/** Of those who write a round's notices and those who change its dates, one waits for the other. */
const lockDays = (act: Act, roundId: string): Promise<unknown> =>
  act.query('SELECT 1 FROM rounds WHERE id = $1 FOR NO KEY UPDATE', [roundId]);

const NOT_KICK_OFF = ({ rule }: ScheduledRule): boolean => rule !== 'kick_off';

async function write(
  act: Act,
  roundId: string,
  onDay: string,
  applies: (rule: ScheduledRule) => boolean,
): Promise<number> {
  const [round] = await askedRounds(act.manager, [roundId]);
  const { rules } = await scheduleOf(act.manager, roundId);
  const updates = await askedOfRound(act.manager, roundId);
  const due = dueNotices(onDay, rules.filter(applies), round!, updates, bankHolidays());
  return writeNotices(act, { planId: round!.planId, roundId, onDay }, due);
}
