import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { londonDate } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import { Clock } from '../../platform/database/clock.js';
import { isDatabaseUnavailable } from '../../platform/database/unavailable.js';
import { Acts } from '../audit/index.js';
import { loadActor } from '../identity/index.js';
import { FailSchedule, type ScheduleFailure } from './actions/fail-schedule.js';
import { PublishOnTime } from './actions/publish-on-time.js';
import { dueSchedules } from './schedules.js';

/**
 * Publishes what is due by the Clock. Whoever wakes it, and however often: each set time is an act of
 * its own that is committed whole or not at all, so a crash leaves it for the next sweep.
 */
@Injectable()
export class PublicationSweep {
  private readonly logger = new Logger('Publication');

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly acts: Acts,
    private readonly publishOnTime: PublishOnTime,
    private readonly failSchedule: FailSchedule,
  ) {}

  async run(): Promise<void> {
    for (const { id, setById } of await dueSchedules(this.dataSource, this.clock.now())) {
      await this.publish(id, setById);
    }
  }

  private async publish(scheduleId: string, setById: string): Promise<void> {
    try {
      const query = (sql: string, parameters: unknown[]) => this.dataSource.query(sql, parameters);
      const actor = await loadActor(query, setById, londonDate(this.clock.now()));
      await this.acts.perform(
        actor,
        (act) => this.publishOnTime.execute(act, scheduleId),
        'system',
      );
    } catch (error) {
      // The database is away: nothing is known to have failed, and the next sweep tries again.
      if (isDatabaseUnavailable(error)) throw error;
      const failure = failureOf(error);
      this.logger.error(
        `ALARM: publication at a set time (${scheduleId}) failed: ${failure.code}: ${failure.words}`,
        error instanceof Problem || !(error instanceof Error) ? undefined : error.stack,
      );
      await this.acts.perform(null, (act) => this.failSchedule.execute(act, scheduleId, failure));
    }
  }
}

function failureOf(error: unknown): ScheduleFailure {
  if (!(error instanceof Problem)) {
    const words = 'Something went wrong on our side. Nothing was published; the log says more.';
    return { code: 'request.failed', words };
  }
  const { code, title, detail } = error;
  const words = `${title}. ${detail}`;
  return code === 'permission.refused'
    ? { code, words: `Whoever set the time may no longer publish. ${detail}` }
    : { code, words };
}
