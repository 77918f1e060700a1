import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { AskForRedaction } from './actions/ask-for-redaction.js';
import { ConfirmRedaction } from './actions/confirm-redaction.js';
import { RefuseRedaction } from './actions/refuse-redaction.js';
import { RedactionReader } from './redaction-reader.js';
import { RedactionsController } from './redactions.controller.js';

@Module({
  imports: [AuditModule],
  controllers: [RedactionsController],
  providers: [AskForRedaction, ConfirmRedaction, RefuseRedaction, RedactionReader],
})
export class RedactionsModule {}
