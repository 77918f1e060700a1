/**
 * The API's shapes under the names that the screens use. All come from the description that the
 * server generates (schema.d.ts); what it cannot say, the rich text and the closed sets of words,
 * comes from the code shared with the server.
 */
import type { PublishedEvidence } from '@common/evidence.ts';
import type { Delivery, UpdateContent } from '@common/content.ts';
import type { EditionSnapshot } from '@common/edition-snapshot.ts';
import type { DocumentDiff, TextDiff } from '@common/rich-text/diff.types.ts';
import type { RichTextDocument } from '@common/rich-text/types.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];
/** A generated shape with some of its fields said more exactly. */
type With<Shape, Exact> = Omit<Shape, keyof Exact> & Exact;

export type Content = UpdateContent;
export type { Delivery, RichTextDocument };

export type PersonRef = Schemas['PersonRef'];
export type OrganisationRef = Schemas['OrganisationRef'];
export type Organisation = Schemas['OrganisationDto'];
export type AvailableAction = Schemas['AvailableAction'];

export type UpdateState = Schemas['UpdateSummaryDto']['state'];
export type RoundState = Schemas['RoundSummaryDto']['state'];
export type Role = Schemas['MeDto']['roles'][number];

// Session, clock, home
export type Clock = Schemas['ClockDto'];
export type Demonstration = Schemas['DemonstrationDto'] & { now?: string };
export type Me = Schemas['MeDto'];
export type WorkItem = Schemas['WorkItemDto'];
export type WorkKind = WorkItem['kind'];
export type RoundRef = With<Schemas['RoundRefDto'], { state: RoundState }>;
export type RoundDates = Schemas['RoundDatesDto'];
export type ChapterProgress = With<
  Schemas['ChapterProgressDto'],
  { counts: Partial<Record<UpdateState | 'omitted', number>> }
>;
export type BurnUp = Schemas['BurnUpDto'];
export type RoundProgress = With<
  Schemas['RoundProgressDto'],
  { round: RoundRef; chapters: ChapterProgress[] }
>;
export type FoundRow = Schemas['FoundRow'];
export type MarkedPart = Schemas['MarkedPart'];
export interface Home {
  needs: string[];
  work: WorkItem[];
  rounds: RoundProgress[];
}

// Register
export type Plan = Schemas['PlanDto'];
export type NewPlan = Schemas['CreatePlanDto'];
export type PlanChange = Schemas['ChangePlanDto'];
export type NextRound = Schemas['NextRoundDto'];
export type SkippedPeriod = Schemas['SkippedPeriodDto'];
type Latest = With<NonNullable<Schemas['CommitmentDto']['latest']>, { delivery?: Delivery }>;
export type Commitment = With<Schemas['CommitmentDto'], { latest?: Latest }>;
export type CommitmentHistoryRow = With<Schemas['CommitmentHistoryDto'], { content?: Content }>;
export type LifeNote = Schemas['LifeNoteDto'];
export type EditionInLife = Schemas['EditionInLifeDto'];
export type OtherName = Schemas['OtherNameDto'];
export type Acronym = Schemas['AcronymDto'];
export type Acronyms = Schemas['AcronymList'];
export type Assessment = Schemas['AssessmentDto'];
export type AssessmentPlace = Schemas['AssessmentPlaceDto'];
export type CommitmentDetail = With<
  Schemas['CommitmentDetailDto'],
  {
    latest?: Latest;
    history: CommitmentHistoryRow[];
    currentUpdate?: With<Schemas['CurrentUpdateDto'], { state: UpdateState }>;
  }
>;

export type TitledRef = Schemas['TitledRef'];
export type Assignment = Schemas['AssignmentPreviewInput'];
export type Handover = Schemas['HandoverDto'];
export type LeaverWork = Schemas['LeaverWorkDto'];
export type WorkLine = Schemas['WorkLineDto'];
export type WorkChoices = Schemas['ReassignmentPreviewInput'];
export type CorrectionStart = Schemas['StartCorrectionDto'];
export type Reassignment = Schemas['ReassignmentDto'];
export type RegisterChangeInput = Schemas['RegisterPreviewInput'];
export type RegisterChangeKind = RegisterChangeInput['kind'];
export type RegisterPreview = Schemas['RegisterPreviewDto'];
export type Standing = Schemas['StandingDto'];
export type RegisterChange = Schemas['RegisterChangeDto'];

// Updates
export type UpdateSummary = With<Schemas['UpdateSummaryDto'], { round: RoundRef }>;
export type Revision = With<
  Schemas['RevisionDto'],
  { kind: 'submission' | 'lead_edit' | 'historic'; content: Content }
>;
export type Decision = Schemas['DecisionDto'];
export type UpdateDetail = With<
  Schemas['UpdateDetailDto'],
  {
    round: RoundRef;
    previous?: With<Schemas['PreviousTextDto'], { content: Content }>;
    latestRevision?: Revision;
    approvedRevision?: Revision;
  }
>;
export type DraftPresence = Schemas['DraftPresenceDto'];
export type StartedFrom = NonNullable<Schemas['SaveDraftDto']['startedFrom']>;
export type NoChangeSaid = Schemas['NoChangeReasonDto'];
export type StillTrueSeen = Schemas['StillTrueSeenDto'];
/** Without content when nothing has been written. */
export type Draft = With<Schemas['DraftDto'], { content?: Content | null }>;
export type Suggestion = With<Schemas['SuggestionDto'], { proposed: Content }>;
export type SuggestedChange = Schemas['SuggestedChangeDto'];
export type SuggestionAnswer = Schemas['AnswerInput'];
export type SuggestionAnswered = With<
  Schemas['SuggestionAnsweredDto'],
  { draft: With<Schemas['DraftDto'], { content: Content }>; suggestion: Suggestion }
>;
export type FormerIntroduction = With<
  Schemas['FormerIntroductionDto'],
  { introduction: RichTextDocument }
>;
export type SetAsideText = With<Schemas['SetAsideTextDto'], { content: Content }>;
export type DraftSaved = Schemas['SavedDraftDto'];
export type ContentDiff = With<
  Schemas['ContentDiffDto'],
  {
    document: DocumentDiff;
    delivery?: { from?: Delivery; to?: Delivery };
    nextMilestone?: TextDiff;
    evidence?: { added: PublishedEvidence[]; removed: PublishedEvidence[] };
  }
>;
export type DiffAnswer = With<
  Pick<Schemas['ComparisonDto'], 'from' | 'to' | 'isEqual' | 'diff'>,
  { diff: ContentDiff }
>;
/** Two texts of one update, with what the server has shown to the reader of it. */
export type Comparison = With<Schemas['ComparisonDto'], { diff: ContentDiff }>;
export type TimelinePoint = With<Schemas['TimelinePointDto'], { content?: Content }>;
export type ApprovalResults = Schemas['ApprovalResultsDto'];
export type CommitmentDiff = With<
  Schemas['CommitmentDiffDto'],
  { diff: ContentDiff; wording?: TextDiff }
>;

// Comments
export type Threads = Schemas['ThreadsDto'];
export type Thread = Schemas['ThreadDto'];
export type Comment = Schemas['CommentDto'];
export type Mentionable = Schemas['MentionableDto'];
export type ExpertLinks = Schemas['ExpertLinksDto'];
export type ExpertLink = Schemas['ExpertLinkDto'];
export type MadeExpertLink = Schemas['MadeExpertLinkDto'];
export type CalendarLink = Schemas['CalendarLinkDto'];
export type MadeCalendarLink = Schemas['MadeCalendarLinkDto'];
export type NewExpertLink = Schemas['NewExpertLinkDto'];
export type NewThread = Schemas['NewThreadDto'];
export type NewComment = Schemas['NewCommentDto'];

// Rounds, signing, editions
export type Hold = Schemas['HoldDto'];
export type ManifestSummary = Schemas['ManifestSummary'];
export type EditionSummary = Schemas['EditionSummary'];
/** Without a snapshot when it is withdrawn and not the reader's to see. */
export type EditionDetail = With<Schemas['EditionDetail'], { snapshot?: EditionSnapshot }>;
export type Withdrawal = Schemas['WithdrawalDto'];
export type NewWithdrawal = Schemas['AskToWithdrawDto'];
export type Phrase = Schemas['PhraseDto'];
export type ProvenanceStep = With<Schemas['ProvenanceStepDto'], { diff?: ContentDiff }>;
export type Provenance = With<Schemas['ProvenanceDto'], { steps: ProvenanceStep[] }>;
export type RoundSummary = With<Schemas['RoundSummaryDto'], { progress: RoundProgress }>;
export type Round = With<
  Schemas['RoundDetailDto'],
  { progress: RoundProgress; introduction?: RichTextDocument }
>;
export type RoundInput = Required<Omit<Schemas['CreateRoundDto'], 'introduction'>>;
export type RoundChange = With<Schemas['ChangeRoundDto'], { introduction?: RichTextDocument }>;
export type ListingRow = Schemas['ListingRowInput'];
export type Layout = Schemas['LayoutDto'];
export type LayoutRow = Schemas['LayoutRowDto'];
export type PrintedRow = Schemas['PrintedRowDto'];
export type SummaryLayout = Schemas['SummaryLayoutDto'];
export type SummaryRow = Schemas['SummaryRowDto'];
export type ApprovedUpdate = Schemas['ApprovedUpdateDto'];
export type ParagraphInput = Schemas['ParagraphDto'];
export type ThemesInput = Schemas['ArrangeSummaryDto'];
export type SummaryInput = Required<Schemas['PlanSummaryDto']>;
export type Source = With<Schemas['SourceDto'], { content: Content; change?: DiffAnswer }>;
export type SigningLine = With<Schemas['SigningLineDto'], { content?: Content }>;
export type Signing = With<
  Schemas['SigningDto'],
  { lines: SigningLine[]; introduction?: RichTextDocument }
>;
export type PastSigning = Schemas['PastSigningDto'];
export type PastSignings = Schemas['PastSigningsDto'];
export type Override = Schemas['OverrideDto'];
export type Redaction = Schemas['RedactionDto'];
export type RedactionDetail = Schemas['RedactionDetailDto'];

// Reminders and messages
export type MessageRow = Schemas['MessageRowDto'];
export type Message = Schemas['MessageDto'];
export type MessageGroup = Schemas['MessageGroupDto'];
export type MessageState = MessageRow['state'];
export type MessageKind = MessageRow['kind'];
export type MessageChannel = MessageRow['channel'];
/** Why somebody was told something. */
export type Rule = MessageRow['rules'][number];
export type MessagesOverview = Schemas['MessagesOverviewDto'];
export type InboxMessage = Schemas['InboxMessageDto'];
export type MessageSettings = Schemas['MessageSettingsDto'];
export type MessageSettingsInput = Schemas['SaveMessageSettingsDto'];
export type MessageTemplates = Schemas['TemplatesDto'];
export type MessageTemplate = Schemas['TemplateDto'];
export type MessageWords = Schemas['PreviewTemplateDto'];
export type MessagePreview = Schemas['TemplatePreviewDto'];
export type RoundReminders = Schemas['RoundRemindersDto'];
export type ScheduledRule = Schemas['ScheduledRuleDto'];
export type Audience = ScheduledRule['to'][number];
export type ReminderPreview = Schemas['ReminderPreviewDto'];
export type ForeseenReminder = Schemas['ForeseenReminderDto'];
export type LateOwners = Schemas['LateOwnersDto'];
export type ChasePreview = Schemas['ChasePreviewDto'];
export type Reminded = Schemas['RemindedDto'];
export type RemindedUpdate = Schemas['RemindedUpdateDto'];

// People and the audit trail
export type Grant = Schemas['GrantDto'];
export type Cover = Schemas['CoverDto'];
export type Person = Schemas['PersonDto'];
export type PersonDetail = Schemas['PersonDetailDto'];
export type NewGrant = Schemas['GiveGrantDto'];
export type NewCover = Schemas['SetCoverDto'];
/** An entry's number is its id. */
export type AuditEntry = Schemas['AuditEntryDto'] & { id: number };

/** What the server says when it refuses; a conflict about a draft brings the other text along. */
export type Problem = With<
  Schemas['Problem'],
  {
    /** The server's codes, and the screens' own for what never reached it. */
    code: string;
    issues?: { field: string; code: string; message: string }[];
    conflict?: { who?: string; what?: string; at?: string };
    theirs?: { content: Content; version: number };
  }
>;
export interface List<T> {
  data: T[];
  total: number;
}
