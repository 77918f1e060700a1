import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { bankHolidays } from '../../common/bank-holidays.js';
import { addDays, isWorkingDay, londonDate, londonTime } from '../../common/dates.js';
import { Clock } from '../../platform/database/clock.js';
import { isDatabaseUnavailable } from '../../platform/database/unavailable.js';
import { Acts } from '../audit/index.js';
import { WriteReminders } from './actions/write-reminders.js';

/** From this time a day's notices are written; the earliest digest comes later. */
const NOTICED_FROM = '06:00';

/** SQL: rounds (alias r) in which something can be asked of somebody. */
const IS_UNDER_WAY = `NOT r.is_historic AND (r.state IN ('open', 'sealed') OR r.state = 'published' AND EXISTS (
  SELECT 1 FROM updates u WHERE u.round_id = r.id AND u.correction_no > 0 AND u.state NOT IN ('published', 'abandoned')
  UNION ALL SELECT 1 FROM corrected_words w WHERE w.round_id = r.id AND w.ended_at IS NULL))`;

interface Round {
  id: string;
  /** The London date. */
  openedOn: string;
  /** Of which its notices were written; null when there is none. */
  lastDay: string | null;
}

/** Writes the notices of every working day, once for each round: also those of days on which nothing ran. */
@Injectable()
export class ReminderSweep {
  private readonly logger = new Logger('Reminders');
  /** Rounds of which the alarm was raised. */
  private readonly failing = new Set<string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly acts: Acts,
    private readonly writeReminders: WriteReminders,
  ) {}

  /** A round that fails stops no other; that it did is thrown when all have had their turn. */
  async run(): Promise<void> {
    const now = this.clock.now();
    const today = londonDate(now);
    const until = londonTime(now) >= NOTICED_FROM ? today : addDays(today, -1);
    const rounds = await this.dataSource.query<Round[]>(
      `SELECT r.id, (r.opened_at AT TIME ZONE 'Europe/London')::date::text AS "openedOn",
         (SELECT max(on_day)::text FROM reminder_days WHERE round_id = r.id) AS "lastDay"
       FROM rounds r WHERE ${IS_UNDER_WAY} ORDER BY r.id`,
    );
    const failures: unknown[] = [];
    for (const { id, openedOn, lastDay } of rounds) {
      const firstDay = openedOn < today ? openedOn : today;
      const days = missedDays(lastDay ?? addDays(firstDay, -1), until);
      await this.remind(id, days).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  }

  private async remind(roundId: string, days: readonly string[]): Promise<void> {
    try {
      for (const day of days) {
        await this.acts.perform(null, (act) => this.writeReminders.execute(act, roundId, day));
      }
      this.failing.delete(roundId);
    } catch (error) {
      if (!isDatabaseUnavailable(error) && !this.failing.has(roundId)) {
        this.failing.add(roundId);
        const stack = error instanceof Error ? error.stack : undefined;
        this.logger.error(`ALARM: nobody is reminded of round ${roundId}: ${String(error)}`, stack);
      }
      throw error;
    }
  }
}

/** The working days after the last that was noticed. */
export function missedDays(lastDay: string, until: string): string[] {
  const days: string[] = [];
  for (let day = until; day > lastDay; day = addDays(day, -1)) {
    if (isWorkingDay(day, bankHolidays())) days.unshift(day);
  }
  return days;
}
