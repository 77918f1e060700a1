import { Injectable } from '@nestjs/common';
import { instantInWords } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { Clock } from '../../../platform/database/clock.js';
import type { Act } from '../../audit/index.js';

const MOST_MS = 366 * 24 * 60 * 60 * 1000;

/** Moves the demonstration's clock forward. A real installation has real time and no such act. */
@Injectable()
export class AdvanceClock {
  constructor(private readonly clock: Clock) {}

  async execute(act: Act, to: Date): Promise<void> {
    const [settings] = await act.manager.query<{ offset_ms: string; is_demonstration: boolean }[]>(
      'SELECT offset_ms, is_demonstration FROM clock_settings FOR UPDATE',
    );
    if (!settings?.is_demonstration) throw new Problem('clock.real');
    if (to.getTime() < act.now.getTime()) {
      throw new Problem('clock.backwards', { now: instantInWords(act.now) });
    }
    // It never goes back: a year mistyped would be the end of the demonstration.
    if (to.getTime() - act.now.getTime() > MOST_MS) {
      throw invalidField('to', 'too_far', 'Move it by one year at most; it cannot be moved back.');
    }
    const fromOffsetMs = Number(settings.offset_ms);
    const toOffsetMs = fromOffsetMs + Math.round(to.getTime() - act.now.getTime());
    await act.manager.query('UPDATE clock_settings SET offset_ms = $1', [toOffsetMs]);
    await act.manager.query("SELECT pg_notify('clock', '')");
    await this.clock.refresh(act.manager);
    act.record(
      'clock.advanced',
      { kind: 'installation', id: 'clock' },
      { fromOffsetMs, toOffsetMs },
    );
  }
}
