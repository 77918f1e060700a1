import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { ChaseOwners } from './actions/chase-owners.js';
import { SaveSchedule } from './actions/save-schedule.js';
import { WriteReminders } from './actions/write-reminders.js';
import { ReminderSweep } from './reminder-sweep.js';
import { RemindersController } from './reminders.controller.js';
import { RemindersReader } from './reminders.reader.js';
import { TellOfEvents } from './tell-of-events.listener.js';

@Module({
  imports: [AuditModule],
  controllers: [RemindersController],
  providers: [
    ChaseOwners,
    ReminderSweep,
    RemindersReader,
    SaveSchedule,
    TellOfEvents,
    WriteReminders,
  ],
  exports: [ReminderSweep, ChaseOwners],
})
export class RemindersModule {}
