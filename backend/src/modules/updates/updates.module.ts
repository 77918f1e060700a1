import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { FilesModule } from '../files/index.js';
import { IdentityModule } from '../identity/index.js';
import { PlanModule } from '../plan/index.js';
import { AnswerSuggestion } from './actions/answer-suggestion.js';
import { ApproveOpened } from './actions/approve-opened.js';
import { ApproveUpdate } from './actions/approve-update.js';
import { ArrangeListings } from './actions/arrange-listings.js';
import { AssignInBulk } from './actions/assign-in-bulk.js';
import { AddContributor, AssignUpdate, RemoveContributor } from './actions/assign-update.js';
import { ChangeRegister } from './actions/change-register.js';
import { ClaimUpdate, ReleaseUpdate } from './actions/claim-update.js';
import { ClearUpdate, RefuseClearance } from './actions/clear-update.js';
import { ConfirmStillTrue, VouchStillTrue } from './actions/confirm-still-true.js';
import { DeclareNoChange } from './actions/declare-no-change.js';
import { EditUpdate } from './actions/edit-update.js';
import { IncludeUpdate, OmitUpdate } from './actions/omit-update.js';
import { LookAtUpdate } from './actions/look-at-update.js';
import { NameHolder } from './actions/name-holder.js';
import { OpenRound } from './actions/open-round.js';
import { ReassignWork } from './actions/reassign-work.js';
import { RecallUpdate } from './actions/recall-update.js';
import { ReopenUpdate } from './actions/reopen-update.js';
import { ReturnUpdate } from './actions/return-update.js';
import { SaveDraft } from './actions/save-draft.js';
import { SubmitUpdate } from './actions/submit-update.js';
import { SuggestChanges } from './actions/suggest-changes.js';
import { UndoRegisterChange } from './actions/undo-register-change.js';
import { AddComment } from './comments/actions/add-comment.js';
import { ReopenThread, ResolveThread } from './comments/actions/settle-thread.js';
import { StartThread } from './comments/actions/start-thread.js';
import { UpdateThreadsController } from './comments/update-threads.controller.js';
import { UpdateThreadsReader } from './comments/update-threads.reader.js';
import { LengthsReader } from './lengths.reader.js';
import { DraftPresence } from './draft-presence.js';
import { BurnUpReader } from './burn-up.reader.js';
import { AssignmentsController } from './assignments.controller.js';
import { BatchApprovalController } from './batch-approval.controller.js';
import { CommitmentDiffReader } from './commitment-diff.reader.js';
import { CommitmentHistoryReader } from './commitment-history.reader.js';
import { CommitmentTimelineReader } from './commitment-timeline.reader.js';
import { CommitmentsController } from './commitments.controller.js';
import { ComparisonReader } from './comparison.reader.js';
import { DraftingController } from './drafting.controller.js';
import { AddEvidence } from './evidence/actions/add-evidence.js';
import { ChangeEvidence } from './evidence/actions/change-evidence.js';
import { ReceiveEvidenceFile } from './evidence/actions/receive-evidence-file.js';
import { RemoveEvidence, RestoreEvidence } from './evidence/actions/remove-evidence.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceReader } from './evidence/evidence.reader.js';
import { ExpertLimiter } from './experts/expert-limiter.js';
import { ExpertLinksController } from './experts/expert-links.controller.js';
import { MakeExpertLink, RevokeExpertLink } from './experts/make-expert-link.js';
import { UseExpertLink } from './experts/use-expert-link.js';
import { FiguresController } from './figures/figures.controller.js';
import { PublishedFiguresReader } from './figures/published-figures.reader.js';
import { HomeController } from './home.controller.js';
import { HomeReader } from './home.reader.js';
import { LayoutReader } from './layout.reader.js';
import { LooksController } from './looks.controller.js';
import { HandOn } from './leaver/hand-on.js';
import { ReassignmentsReader } from './leaver/reassignments.reader.js';
import { ReassignmentsController } from './reassignments.controller.js';
import { RegisterChangesReader } from './register/register-changes.reader.js';
import { RegisterController } from './register.controller.js';
import { RoundUpdatesController } from './round-updates.controller.js';
import { SetAsideReader } from './set-aside/set-aside.reader.js';
import { SuggestionReader } from './suggestions/suggestion.reader.js';
import { SuggestionsController } from './suggestions/suggestions.controller.js';
import { ArrangeSummary } from './summary/arrange-summary.js';
import { NoteSource } from './summary/note-source.js';
import { SourcesReader } from './summary/sources.reader.js';
import { SummaryController } from './summary/summary.controller.js';
import { SummaryLayoutReader } from './summary/summary-layout.reader.js';
import { UpdateListReader } from './update-list.reader.js';
import { ApprovedUpdateController } from './approved-update.controller.js';
import { ClearanceController } from './clearance.controller.js';
import { OmissionController } from './omission.controller.js';
import { UpdateDecisions } from './update-decisions.js';
import { UpdateReviewController } from './update-review.controller.js';
import { UpdateReader } from './update.reader.js';
import { UpdatesController } from './updates.controller.js';

const ACTIONS = [
  AddComment,
  AddContributor,
  AnswerSuggestion,
  ApproveOpened,
  AddEvidence,
  ApproveUpdate,
  ArrangeListings,
  ArrangeSummary,
  AssignInBulk,
  AssignUpdate,
  ChangeEvidence,
  ChangeRegister,
  ClaimUpdate,
  ClearUpdate,
  ConfirmStillTrue,
  DeclareNoChange,
  EditUpdate,
  IncludeUpdate,
  MakeExpertLink,
  RevokeExpertLink,
  UseExpertLink,
  LookAtUpdate,
  NameHolder,
  NoteSource,
  OmitUpdate,
  OpenRound,
  ReassignWork,
  RecallUpdate,
  ReceiveEvidenceFile,
  RefuseClearance,
  ReleaseUpdate,
  RemoveContributor,
  ReopenThread,
  ReopenUpdate,
  ResolveThread,
  RemoveEvidence,
  ReopenUpdate,
  RestoreEvidence,
  ReturnUpdate,
  SaveDraft,
  StartThread,
  SubmitUpdate,
  SuggestChanges,
  VouchStillTrue,
  UndoRegisterChange,
];

@Module({
  imports: [AuditModule, FilesModule, IdentityModule, PlanModule],
  controllers: [
    UpdatesController,
    DraftingController,
    UpdateReviewController,
    ClearanceController,
    ApprovedUpdateController,
    OmissionController,
    UpdateThreadsController,
    ExpertLinksController,
    LooksController,
    BatchApprovalController,
    SuggestionsController,
    EvidenceController,
    FiguresController,
    RoundUpdatesController,
    SummaryController,
    CommitmentsController,
    AssignmentsController,
    ReassignmentsController,
    RegisterController,
    HomeController,
  ],
  providers: [
    ...ACTIONS,
    BurnUpReader,
    DraftPresence,
    LengthsReader,
    CommitmentDiffReader,
    CommitmentHistoryReader,
    CommitmentTimelineReader,
    ComparisonReader,
    HandOn,
    EvidenceReader,
    PublishedFiguresReader,
    ExpertLimiter,
    HomeReader,
    LayoutReader,
    ReassignmentsReader,
    RegisterChangesReader,
    SourcesReader,
    SummaryLayoutReader,
    SetAsideReader,
    SuggestionReader,
    UpdateListReader,
    UpdateReader,
    UpdateDecisions,
    UpdateThreadsReader,
  ],
  exports: [...ACTIONS, ExpertLimiter, CommitmentHistoryReader, HomeReader, UpdateReader],
})
export class UpdatesModule {}
