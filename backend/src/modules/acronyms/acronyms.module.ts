import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { PlanModule } from '../plan/index.js';
import { AcronymReader } from './acronym-reader.js';
import { AcronymsController } from './acronyms.controller.js';
import { EndAcronym, SaveAcronym } from './actions/acronyms.js';

@Module({
  imports: [AuditModule, PlanModule],
  controllers: [AcronymsController],
  providers: [AcronymReader, EndAcronym, SaveAcronym],
  exports: [SaveAcronym],
})
export class AcronymsModule {}
