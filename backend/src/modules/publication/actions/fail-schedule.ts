import { Injectable } from '@nestjs/common';
import type { Act } from '../../audit/index.js';
import { ScheduledPublication } from '../scheduled-publication.entity.js';

/** Why a set time passed without publication. */
export interface ScheduleFailure {
  code: string;
  /** For people. */
  words: string;
}

/** Notes that nothing was published at the set time, and why. It is tried again by a person alone. */
@Injectable()
export class FailSchedule {
  async execute(act: Act, scheduleId: string, { code, words }: ScheduleFailure): Promise<void> {
    const schedule = await act.manager.findOneOrFail(ScheduledPublication, {
      where: { id: scheduleId },
      lock: { mode: 'pessimistic_write' },
    });
    if (schedule.state !== 'waiting') return;
    await act.manager.update(
      ScheduledPublication,
      { id: scheduleId },
      { state: 'failed', endedAt: act.now, failureCode: code, failure: words },
    );
    const { roundId, planId } = schedule;
    act.record(
      'round.scheduled_publication_failed',
      { kind: 'round', id: roundId, planId },
      { scheduleId, code },
    );
    act.emit({ kind: 'publication.failed', payload: { roundId, scheduleId } });
  }
}
