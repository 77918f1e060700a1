import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { GatherMessages } from './actions/gather-messages.js';
import { NoteUndelivered } from './actions/note-undelivered.js';
import { PrepareMessages } from './actions/prepare-messages.js';
import { ReadInbox } from './actions/read-inbox.js';
import { SaveSettings } from './actions/save-settings.js';
import { SaveTemplate } from './actions/save-template.js';
import { SendAgain } from './actions/send-again.js';
import { SettleEmail } from './actions/settle-email.js';
import { ChasePreviewController } from './chase-preview.controller.js';
import { InboxController } from './inbox.controller.js';
import { InboxReader } from './inbox.reader.js';
import { InboxStreams } from './inbox-streams.js';
import { MailPause } from './mail-pause.js';
import { MessageCourier } from './message-courier.js';
import { MessageMetrics } from './message-metrics.js';
import { MessageSweep } from './message-sweep.js';
import { MessagesController } from './messages.controller.js';
import { MessagesReader } from './messages.reader.js';
import { RemindedController } from './reminded.controller.js';
import { RemindedReader } from './reminded.reader.js';
import { TemplatesController } from './templates.controller.js';
import { UndeliveredSweep } from './undelivered-sweep.js';

@Module({
  imports: [AuditModule, IdentityModule],
  controllers: [
    ChasePreviewController,
    InboxController,
    MessagesController,
    RemindedController,
    TemplatesController,
  ],
  providers: [
    GatherMessages,
    InboxReader,
    InboxStreams,
    MailPause,
    MessageCourier,
    MessageMetrics,
    MessageSweep,
    MessagesReader,
    NoteUndelivered,
    PrepareMessages,
    ReadInbox,
    RemindedReader,
    SaveSettings,
    SaveTemplate,
    SendAgain,
    SettleEmail,
    UndeliveredSweep,
  ],
  exports: [MessageSweep, UndeliveredSweep],
})
export class NotificationsModule {}
