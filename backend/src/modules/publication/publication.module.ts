import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { FilesModule } from '../files/index.js';
import { IdentityModule } from '../identity/index.js';
import { PlanModule } from '../plan/index.js';
import { SignoffModule } from '../signoff/index.js';
import { BringInHistoricEdition } from './actions/bring-in-historic-edition.js';
import { CloseRound } from './actions/close-round.js';
import { ImportEdition } from './actions/import-edition.js';
import { PublishRound } from './actions/publish-round.js';
import { RenderEdition } from './actions/render-edition.js';
import { RequestException } from './actions/request-exception.js';
import { EditionEvidence } from './edition-evidence.js';
import { EditionFiles } from './edition-files.js';
import { EditionsController } from './editions.controller.js';
import { EditionsReader } from './editions-reader.js';
import { ImportedRegister } from './import/imported-register.js';
import { PreviewReader } from './preview-reader.js';
import { PublicReader } from './public-reader.js';
import { RenderEditionListener } from './render-edition.listener.js';
import { RoundPublicationController } from './round-publication.controller.js';
import { RoundSignoffController } from './round-signoff.controller.js';
import { RoundsOverviewController } from './rounds-overview.controller.js';
import { RoundsReader } from './rounds-reader.js';
import { SearchReader } from './search/search-reader.js';

const ACTIONS = [
  BringInHistoricEdition,
  CloseRound,
  ImportEdition,
  PublishRound,
  RenderEdition,
  RequestException,
];
const READERS = [
  EditionEvidence,
  EditionFiles,
  EditionsReader,
  PreviewReader,
  PublicReader,
  RoundsReader,
  SearchReader,
];

@Module({
  imports: [AuditModule, FilesModule, IdentityModule, PlanModule, SignoffModule],
  controllers: [
    EditionsController,
    RoundPublicationController,
    RoundSignoffController,
    RoundsOverviewController,
  ],
  providers: [...ACTIONS, ...READERS, ImportedRegister, RenderEditionListener],
  exports: [...ACTIONS, ...READERS],
})
export class PublicationModule {}
