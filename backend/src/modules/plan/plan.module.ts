import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { AddCommitment } from './actions/add-commitment.js';
import { ChangePlan } from './actions/change-plan.js';
import { CreatePlan } from './actions/create-plan.js';
import { RecordAssessment } from './actions/record-assessment.js';
import { RecordLineage } from './actions/record-lineage.js';
import { AssessmentReader } from './assessment-reader.js';
import { PlansController } from './plans.controller.js';
import { RegisterReader } from './register-reader.js';

@Module({
  imports: [AuditModule, IdentityModule],
  controllers: [PlansController],
  providers: [
    ...[AddCommitment, ChangePlan, CreatePlan, RecordAssessment, RecordLineage],
    ...[AssessmentReader, RegisterReader],
  ],
  exports: [
    ...[AddCommitment, CreatePlan, RecordAssessment, RecordLineage],
    ...[AssessmentReader, RegisterReader],
  ],
})
export class PlanModule {}
