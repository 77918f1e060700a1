import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { AskToEndHold, EndHold, SetHold } from './actions/holds.js';
import { PlanSummary } from './actions/plan-summary.js';
import { ChangeRound } from './actions/change-round.js';
import { CreateRound } from './actions/create-round.js';
import { SkipPeriod, UndoSkip } from './actions/skip-period.js';
import { SkipRound } from './actions/skip-round.js';
import { FormerIntroductionsReader } from './former-introductions-reader.js';
import { HoldsController } from './holds.controller.js';
import { HoldsReader } from './holds-reader.js';
import { NextRoundReader } from './next-round-reader.js';
import { NextRoundsController } from './next-rounds.controller.js';
import { RoundsController } from './rounds.controller.js';
import { SummariesController } from './summaries.controller.js';

@Module({
  imports: [AuditModule],
  controllers: [RoundsController, HoldsController, NextRoundsController, SummariesController],
  providers: [
    AskToEndHold,
    ChangeRound,
    CreateRound,
    EndHold,
    FormerIntroductionsReader,
    HoldsReader,
    NextRoundReader,
    PlanSummary,
    SetHold,
    SkipPeriod,
    SkipRound,
    UndoSkip,
  ],
  exports: [ChangeRound, CreateRound, PlanSummary, SetHold],
})
export class RoundsModule {}
