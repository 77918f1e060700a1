import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { UpdatesModule } from '../updates/index.js';
import { ChaseOwners } from './actions/chase-owners.js';
import { SaveSchedule } from './actions/save-schedule.js';
import { WriteReminders } from './actions/write-reminders.js';
import { ReminderSweep } from './reminder-sweep.js';
import { ReminderPreviewReader } from './reminder-preview.reader.js';
import { RemindersController } from './reminders.controller.js';
import { RemindersReader } from './reminders.reader.js';
import { TellOfEvents } from './tell-of-events.listener.js';

@Module({
  imports: [AuditModule, UpdatesModule],
  controllers: [RemindersController],
  providers: [
    ChaseOwners,
    ReminderPreviewReader,
    ReminderSweep,
    RemindersReader,
    SaveSchedule,
    TellOfEvents,
    WriteReminders,
  ],
  exports: [ReminderSweep, ChaseOwners],
})
export class RemindersModule {}
