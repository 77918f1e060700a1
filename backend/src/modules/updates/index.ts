export { ApproveUpdate } from './actions/approve-update.js';
export { AddContributor, AssignUpdate } from './actions/assign-update.js';
export { ChangeRegister } from './actions/change-register.js';
export { ClaimUpdate } from './actions/claim-update.js';
export { ClearUpdate } from './actions/clear-update.js';
export { ConfirmStillTrue, VouchStillTrue } from './actions/confirm-still-true.js';
export { DeclareNoChange } from './actions/declare-no-change.js';
export { OmitUpdate } from './actions/omit-update.js';
export { OpenRound } from './actions/open-round.js';
export { ReopenUpdate } from './actions/reopen-update.js';
export { ReturnUpdate } from './actions/return-update.js';
export { SaveDraft } from './actions/save-draft.js';
export { SubmitUpdate } from './actions/submit-update.js';
export { ArrangeSummary } from './summary/arrange-summary.js';
export { UndoRegisterChange } from './actions/undo-register-change.js';
export { CommitmentHistoryReader } from './commitment-history.reader.js';
export { partsReading } from './comments/mentionable.js';
export { copyEvidence, withoutEvidence } from './evidence/evidence-content.js';
export { UNSAFE_WORDS } from './evidence/unsafe-words.js';
export { AddEvidence } from './evidence/actions/add-evidence.js';
export { draftersOf, isStillHere } from './leaver/drafter.js';
export { takeSuccessor } from './handover/handover.js';
export { RoundDatesDto, RoundProgressDto, WorkItemDto } from './dto/home.dto.js';
export { ChangedFieldDto } from './dto/register.dto.js';
export { ContentDiffDto, RoundRefDto, UpdateDetailDto } from './dto/update.dto.js';
export { HomeReader, PROGRESS_GROUPING, progressSql, toProgress } from './home.reader.js';
export { ExpertLimiter } from './experts/expert-limiter.js';
export { UseExpertLink, type ExpertText } from './experts/use-expert-link.js';
export * from './update.entities.js';
export { requireStillNoChange } from './no-change.js';
export { ASKS_STILL_TRUE } from './still-true.js';
export { CLAIMER_ID, LEADS_IT } from './claims.js';
export { WRITERS } from './update-facts.js';
export { clearedBy, draftedBy, ledBy, updateScope } from './update-scope.js';
export { UpdateReader } from './update.reader.js';
export { appendDecision, resumeDraft } from './update-texts.js';
export {
  UPDATE_STATES,
  updateWorkflow,
  type UpdateAction,
  type UpdateState,
} from './update.workflow.js';
export { UpdatesModule } from './updates.module.js';
export { soonestRespondBy } from './rows/respond-by.js';
export { LISTING_CHANGE_HASH, type PrintedListing } from './rows/listing-change.js';
