import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { FilesModule } from '../files/index.js';
import { OverridesModule } from '../overrides/index.js';
import { AbandonCorrection } from './actions/abandon-correction.js';
import { DeclineRound } from './actions/decline-round.js';
import { SealRound } from './actions/seal-round.js';
import { SignRound } from './actions/sign-round.js';
import { StartCorrection } from './actions/start-correction.js';
import { UnsealRound } from './actions/unseal-round.js';
import { CertificateReader } from './certificate-reader.js';
import { ManifestsController } from './manifests.controller.js';
import { PastSigningsReader } from './past-signings.reader.js';
import { SigningController } from './signing.controller.js';
import { SigningReader } from './signing-reader.js';

const ACTIONS = [
  AbandonCorrection,
  DeclineRound,
  SealRound,
  SignRound,
  StartCorrection,
  UnsealRound,
];

@Module({
  imports: [AuditModule, FilesModule, OverridesModule],
  controllers: [ManifestsController, SigningController],
  providers: [...ACTIONS, CertificateReader, PastSigningsReader, SigningReader],
  exports: [...ACTIONS, SigningReader],
})
export class SignoffModule {}
