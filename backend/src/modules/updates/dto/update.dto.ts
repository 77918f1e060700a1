import { ApiProperty } from '@nestjs/swagger';
import {
  DocumentDiffDto,
  PublishedEvidenceDto,
  TextDiffDto,
  UpdateContentDto,
} from '../../../platform/http/content.dto.js';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import type { UpdateContent } from '../../../common/content.js';
import type { PublishedEvidence } from '../../../common/evidence.js';
import type { DocumentDiff, TextDiff } from '../../../common/rich-text/index.js';
import { SearchableListQuery } from '../../../platform/http/list-query.dto.js';
import { AvailableAction, PersonRef } from '../../../platform/http/refs.dto.js';
import { TitledRef } from '../../plan/index.js';
import { LOOKS, type Look } from '../look-columns.js';
import type { StartedFrom } from '../update.entities.js';
import { UPDATE_STATES, type UpdateState } from '../update.workflow.js';

export const UPDATE_SORTS = [
  'position',
  'respondBy',
  'submittedAt',
  'title',
  'state',
  'owner',
  'age',
] as const;
export type UpdateSort = (typeof UPDATE_SORTS)[number];

const toBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

export class UpdatesQuery extends SearchableListQuery {
  @IsOptional()
  @IsIn(UPDATE_SORTS)
  sort?: UpdateSort;

  @IsOptional()
  @IsUUID()
  roundId?: string;

  @IsOptional()
  @IsIn(UPDATE_STATES)
  state?: UpdateState;

  @IsOptional()
  @IsUUID()
  ownerId?: string;

  @IsOptional()
  @IsUUID()
  chapterId?: string;

  @IsOptional()
  @IsUUID()
  organisationId?: string;

  /** Those that I draft, or that someone I cover drafts. */
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  mine?: boolean;

  @IsOptional()
  @IsUUID()
  planId?: string;

  /** me: what waits for my review; clearance: what waits for mine; both oldest first. */
  @IsOptional()
  @IsIn(['me', 'clearance'])
  awaiting?: 'me' | 'clearance';

  /** What I have looked at: the present revision, only an earlier one, or nothing yet. */
  @IsOptional()
  @IsIn(LOOKS)
  look?: Look;

  /** Drafts past their date. */
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  isLate?: boolean;

  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  isOmitted?: boolean;

  /** Approved texts whose publication has moved since, and which nobody has confirmed. */
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  asksStillTrue?: boolean;
}

export class RoundRefDto {
  id: string;
  title: string;
  slug: string;
  periodLabel: string;
  state: string;
  /** The stakeholder summary: its rows are paragraphs under themes. */
  isSummary: boolean;
}

export class UpdateSummaryDto {
  id: string;
  round: RoundRefDto;
  title: string;
  commitments: TitledRef[];
  chapter: string;
  reference?: string;
  position: number;
  state: UpdateState;
  owner?: PersonRef;
  /** The lead organisation's short name. */
  organisation?: string;
  respondBy: string;
  /** When its review is due; absent for a correction, which has no date of its own. */
  reviewDueOn?: string;
  isLate: boolean;
  /** Working days until it is due; negative when it is late. */
  workingDaysLeft: number;
  isOmitted: boolean;
  /** Publication has moved since it was approved: its owner says whether it is still true. */
  asksStillTrue: boolean;
  claimedBy?: PersonRef;
  /** In one's own lists and queues: whose work it is, when it is one's only on cover. */
  forPerson?: PersonRef;
  submittedAt?: Date;
  stateChangedAt: Date;
  correctionNo: number;
  version: number;
  /** In a queue: the revision that waits. */
  latestRevisionId?: string;
  /** In a queue: whether the server has shown that revision to the reader, or only an earlier one. */
  look?: Look;
  /** In a queue: the reader was shown how that revision differs from the last edition. */
  isDiffOpened?: boolean;
}

export class UpdatePage {
  data: UpdateSummaryDto[];
  total: number;
}

/** Whose words a text has; set apart when they wrote them on cover. */
export class AuthorDto extends PersonRef {
  onBehalfOf?: PersonRef;
}

export class RevisionDto {
  id: string;
  number: number;
  kind: string;
  @ApiProperty({ type: () => UpdateContentDto })
  content: UpdateContent;
  contentHash: string;
  madeBy?: PersonRef;
  onBehalfOf?: PersonRef;
  madeAt: Date;
  /** Everyone whose saves changed the text since the revision before. */
  authors: AuthorDto[];
}

export class RevisionPage {
  data: RevisionDto[];
  total: number;
}

export class DecisionDto {
  id: string;
  kind: string;
  reason?: string;
  by: PersonRef;
  onBehalfOf?: PersonRef;
  at: Date;
  revisionNumber?: number;
  /** Of an approval or a confirmation: for which publication date. */
  publicationOn?: string;
}

export class PreviousTextDto {
  editionTitle: string;
  editionSlug: string;
  asAt: string;
  revisionId: string;
  /** It is public no more: every version that printed it is withdrawn. */
  isWithdrawn: boolean;
  @ApiProperty({ type: () => UpdateContentDto })
  content: UpdateContent;
}

export class OmissionDto {
  overrideId: string;
  reason: string;
  by: PersonRef;
  /** Set when it was made on cover: for whom. */
  onBehalfOf?: PersonRef;
  at: Date;
  confirmedBy?: PersonRef;
  confirmedOnBehalfOf?: PersonRef;
}

/** Asked when publication has moved since the text was approved. */
export class StillTrueDto {
  /** The publication date for which it was last approved or confirmed. */
  agreedFor: string;
  publicationOn: string;
  /** Set when the secretariat has answered for the owner and a second person has yet to confirm it. */
  vouchedBy?: PersonRef;
  reason?: string;
}

export class UpdateDetailDto extends UpdateSummaryDto {
  /** What the commitments promise. */
  summary: string;
  /** The wording that this round prints. */
  wording: string;
  contributors: PersonRef[];
  /** How much of the unpublished text the reader sees. */
  textAccess: 'draft' | 'submitted' | 'approved' | 'published' | 'none';
  previous?: PreviousTextDto;
  latestRevision?: RevisionDto;
  approvedRevision?: RevisionDto;
  hasDraft: boolean;
  /** What its first writer chose to begin with; for those who read unpublished text. */
  startedFrom?: StartedFrom;
  decisions: DecisionDto[];
  omission?: OmissionDto;
  stillTrue?: StillTrueDto;
  correctionReason?: string;
  /** To whoever may edit it as a lead: who could approve it then. */
  approvalAfterEdit?: string;
  availableActions: AvailableAction[];
}

export class DraftDto {
  /** Absent when nothing has been written. */
  @ApiProperty({ type: () => UpdateContentDto, required: false })
  content?: UpdateContent | null;
  version: number;
  savedBy?: PersonRef;
  savedAt?: Date;
}

export class SavedDraftDto {
  version: number;
  savedAt: Date;
  state: UpdateState;
}

export class DiffSideDto {
  label: string;
}

export class DeliveryChangeDto {
  from?: string;
  to?: string;
}

/** Published evidence that only one of two texts has. */
export class EvidenceDiffDto {
  @ApiProperty({ type: () => [PublishedEvidenceDto] })
  added: PublishedEvidence[];
  @ApiProperty({ type: () => [PublishedEvidenceDto] })
  removed: PublishedEvidence[];
}

export class ContentDiffDto {
  @ApiProperty({ type: () => DocumentDiffDto })
  document: DocumentDiff;
  /** Absent when it is the same. */
  delivery?: DeliveryChangeDto;
  /** Absent when it is the same. */
  @ApiProperty({ type: () => TextDiffDto, required: false })
  nextMilestone?: TextDiff;
  /** A line for each figure that is new, gone or different. */
  @ApiProperty({ type: () => [TextDiffDto], required: false })
  figures?: TextDiff[];
  /** Absent when it is the same. */
  evidence?: EvidenceDiffDto;
}

/** Two texts about one commitment, compared: the ids of rows, or of revisions. */
const ROW_OR_DRAFT = /^(draft\.)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Two of: a row, by its update's id; a revision's id; `draft.` and the id of an update. */
export class CommitmentDiffQuery {
  @Matches(ROW_OR_DRAFT)
  from: string;

  @Matches(ROW_OR_DRAFT)
  to: string;
}

export class UpdateDiffDto {
  from: DiffSideDto;
  to: DiffSideDto;
  isEqual: boolean;
  diff: ContentDiffDto;
}

export class CommitmentDiffDto extends UpdateDiffDto {
  /** Absent where one of the two is a summary, which prints no wording. */
  @ApiProperty({ type: () => TextDiffDto, required: false })
  wording?: TextDiff;
}
