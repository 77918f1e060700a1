import { Injectable } from '@nestjs/common';
import { bankHolidays } from '../../../common/bank-holidays.js';
import { londonDate } from '../../../common/dates.js';
import type { Act } from '../../audit/index.js';
import { askedOfRound, askedRounds } from '../asked.reader.js';
import { dueNotices } from '../due-notices.js';
import { scheduleOf } from '../schedule.reader.js';
import { writeNotices } from '../write-notices.js';

/** Writes what a round's schedule says of one day, once. */
@Injectable()
export class WriteReminders {
  /** @returns how many notices were written */
  async execute(act: Act, roundId: string, onDay: string): Promise<number> {
    const isFirst = await act.query(
      `INSERT INTO reminder_days (round_id, on_day, noticed_at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING on_day`,
      [roundId, onDay, act.now],
    );
    if (isFirst.length === 0) return 0;
    const [round] = await askedRounds(act.manager, [roundId]);
    const { rules } = await scheduleOf(act.manager, roundId);
    const updates = await askedOfRound(act.manager, roundId);
    // An opening is news on its day alone.
    const applying =
      onDay < londonDate(act.now) ? rules.filter(({ rule }) => rule !== 'kick_off') : rules;
    const due = dueNotices(onDay, applying, round!, updates, bankHolidays());
    return writeNotices(act, { planId: round!.planId, roundId, onDay }, due);
  }
}
