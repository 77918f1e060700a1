import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { AskToEndHold, EndHold, SetHold } from './actions/holds.js';
import { ChangeRound, CreateRound } from './actions/save-round.js';
import { HoldsController } from './holds.controller.js';
import { HoldsReader } from './holds-reader.js';
import { RoundsController } from './rounds.controller.js';

@Module({
  imports: [AuditModule],
  controllers: [RoundsController, HoldsController],
  providers: [AskToEndHold, ChangeRound, CreateRound, EndHold, HoldsReader, SetHold],
  exports: [CreateRound, SetHold],
})
export class RoundsModule {}
