import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ScheduledRule } from './rules.js';

/** When a round reminds people, as its secretariat set it. Each saving is a version; none is changed. */
@Entity('reminder_schedules')
export class ReminderSchedule {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') roundId: string;
  @Column('int') version: number;
  @Column('jsonb') rules: ScheduledRule[];
  @Column('uuid') savedById: string;
  @Column('timestamptz') savedAt: Date;
}
