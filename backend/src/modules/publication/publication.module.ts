import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { FilesModule } from '../files/index.js';
import { IdentityModule } from '../identity/index.js';
import { PlanModule } from '../plan/index.js';
import { SignoffModule } from '../signoff/index.js';
import { AskToWithdraw } from './actions/ask-to-withdraw.js';
import { BringInHistoricEdition } from './actions/bring-in-historic-edition.js';
import { CancelSchedule } from './actions/cancel-schedule.js';
import { CloseRound } from './actions/close-round.js';
import { DecideWithdrawal } from './actions/decide-withdrawal.js';
import { FailSchedule } from './actions/fail-schedule.js';
import { ImportEdition } from './actions/import-edition.js';
import { PublishOnTime } from './actions/publish-on-time.js';
import { PublishRound } from './actions/publish-round.js';
import { RenderEdition } from './actions/render-edition.js';
import { RequestException } from './actions/request-exception.js';
import { SchedulePublication } from './actions/schedule-publication.js';
import { EditionDetailReader } from './edition-detail-reader.js';
import { EditionEvidence } from './edition-evidence.js';
import { EditionFiles } from './edition-files.js';
import { EditionsController } from './editions.controller.js';
import { EditionsReader } from './editions-reader.js';
import { ImportedRegister } from './import/imported-register.js';
import { PreviewReader } from './preview-reader.js';
import { PublicationMetrics } from './publication-metrics.js';
import { PublicationSweep } from './publication-sweep.js';
import { PublicReader } from './public-reader.js';
import { RenderEditionListener } from './render-edition.listener.js';
import { RoundPublicationController } from './round-publication.controller.js';
import { RoundSignoffController } from './round-signoff.controller.js';
import { RoundsOverviewController } from './rounds-overview.controller.js';
import { RoundsReader } from './rounds-reader.js';
import { PrintedWords } from './search/printed-words.js';
import { SearchReader } from './search/search-reader.js';
import { ScheduleReader } from './schedule-reader.js';
import { SchedulesController } from './schedules.controller.js';
import { WithdrawalsController } from './withdrawals.controller.js';
import { WithdrawalsReader } from './withdrawals-reader.js';

const ACTIONS = [
  AskToWithdraw,
  BringInHistoricEdition,
  CancelSchedule,
  CloseRound,
  DecideWithdrawal,
  FailSchedule,
  ImportEdition,
  PublishOnTime,
  PublishRound,
  RenderEdition,
  RequestException,
  SchedulePublication,
];
const READERS = [
  EditionDetailReader,
  EditionEvidence,
  EditionFiles,
  EditionsReader,
  PreviewReader,
  PublicReader,
  RoundsReader,
  PrintedWords,
  SearchReader,
  ScheduleReader,
  WithdrawalsReader,
];

@Module({
  imports: [AuditModule, FilesModule, IdentityModule, PlanModule, SignoffModule],
  controllers: [
    EditionsController,
    RoundPublicationController,
    RoundSignoffController,
    RoundsOverviewController,
    SchedulesController,
    WithdrawalsController,
  ],
  providers: [
    ...ACTIONS,
    ...READERS,
    ImportedRegister,
    PublicationMetrics,
    PublicationSweep,
    RenderEditionListener,
  ],
  exports: [...ACTIONS, ...READERS, PublicationSweep],
})
export class PublicationModule {}
