export { AddCommitment } from './actions/add-commitment.js';
export { CreatePlan } from './actions/create-plan.js';
export {
  CHANGE_HASH,
  CommitmentChange,
  hashOfChange,
  CommitmentChangeEffect,
  type CommitmentBefore,
  type NewCommitmentFields,
  type RegisterChange,
  type RegisterChangeKind,
} from './commitment-change.entity.js';
export { nameOwner } from './actions/name-owner.js';
export { RecordAssessment } from './actions/record-assessment.js';
export { RecordLineage } from './actions/record-lineage.js';
export { AssessmentActionCommitment } from './assessment.entities.js';
export { AssessmentReader, PLACE_WORDS } from './assessment-reader.js';
export * from './dto/assessment.dto.js';
export * from './dto/plan.dto.js';
export { TitledRef } from './dto/titled-ref.dto.js';
export { Chapter, Commitment, CommitmentLimb, Plan, PLAN_ENTITIES } from './plan.entities.js';
export { PlanModule } from './plan.module.js';
export {
  commitmentScope,
  PLAN_ROLES,
  planScope,
  plansWrittenBy,
  registerChangeScope,
} from './plan-scope.js';
export { RegisterReader } from './register-reader.js';
