export { SetHold } from './actions/holds.js';
export { PlanSummary } from './actions/plan-summary.js';
export { ChangeRound } from './actions/change-round.js';
export { CreateRound } from './actions/create-round.js';
export type { RoundInput } from './round-input.js';
export { lockRound, refuseUnlessSecretariat, secretariatOf } from './take-round.js';
export { HoldDto } from './dto/round.dto.js';
export { holdOn } from './holds-reader.js';
export { Hold, Round, ROUND_ENTITIES } from './round.entities.js';
export { introductionIssues, proposedSlug } from './round.rules.js';
export {
  ROUND_STATES,
  roundWorkflow,
  type RoundAction,
  type RoundState,
} from './round.workflow.js';
export { RoundsModule } from './rounds.module.js';
export { skippedBefore, type BridgedPeriod } from './skipped-before.js';
export { roundChangedMeanwhile, whoMovedRound } from './who-moved-round.js';
