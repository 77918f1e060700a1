export { AddCommitment } from './actions/add-commitment.js';
export { AssignCommitment } from './actions/assign-commitment.js';
export { CreatePlan } from './actions/create-plan.js';
export {
  CommitmentChange,
  CommitmentChangeEffect,
  type CommitmentBefore,
  type NewCommitmentFields,
  type RegisterChange,
  type RegisterChangeKind,
} from './commitment-change.entity.js';
export * from './dto/plan.dto.js';
export { Chapter, Commitment, Plan, PLAN_ENTITIES } from './plan.entities.js';
export { PlanModule } from './plan.module.js';
export { PLAN_ROLES, planScope } from './plan-scope.js';
export { RegisterReader } from './register-reader.js';
