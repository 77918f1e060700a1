import { ApiProperty } from '@nestjs/swagger';
import { UpdateContentDto } from '../../../platform/http/content.dto.js';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { UpdateContent } from '../../../common/content.js';
import { CHARACTERISTICS, type Characteristic } from '../../../common/protected-characteristics.js';
import { ListQuery, SearchableListQuery } from '../../../platform/http/list-query.dto.js';
import { AvailableAction, OrganisationRef, PersonRef } from '../../../platform/http/refs.dto.js';
import { OtherNameDto } from '../../identity/index.js';
import { AssessmentPlaceDto } from './assessment.dto.js';
import { TitledRef } from './titled-ref.dto.js';

export class ChapterDto {
  id: string;
  title: string;
  position: number;
}

export class PlanDto {
  id: string;
  slug: string;
  title: string;
  publisher: OrganisationRef;
  publishedOn?: string;
  version: number;
  chapters: ChapterDto[];
  /** An impact assessment lists its actions. */
  hasAssessment: boolean;
  availableActions: AvailableAction[];
}

export class CreatePlanDto {
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  title: string;

  /** Lower-case letters, digits and single hyphens; absent: from the title. */
  @IsOptional()
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  @MaxLength(60)
  slug?: string;

  /** The organisation that publishes it. */
  @IsUUID()
  publisherId: string;

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Give a date as YYYY-MM-DD.' })
  publishedOn?: string;

  /** In order. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MinLength(2, { each: true })
  @MaxLength(200, { each: true })
  chapterTitles: string[];
}

export class ChapterInput {
  /** Absent: a new chapter. */
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsString()
  @MinLength(2)
  @MaxLength(200)
  title: string;
}

export class ChangePlanDto {
  /** The version that was seen. */
  @IsInt()
  version: number;

  @IsOptional()
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  title?: string;

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Give a date as YYYY-MM-DD.' })
  publishedOn?: string;

  /** Every chapter, in order. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ChapterInput)
  chapters?: ChapterInput[];
}

export class PlanPage {
  data: PlanDto[];
  total: number;
}

export class PlansQuery extends ListQuery {
  @IsOptional()
  @IsIn(['title'])
  sort = 'title' as const;
}

export class CommitmentsQuery extends SearchableListQuery {
  @IsOptional()
  @IsIn(['position', 'title', 'owner', 'organisation'])
  sort: 'position' | 'title' | 'owner' | 'organisation' = 'position';

  @IsOptional()
  @IsUUID()
  planId?: string;

  @IsOptional()
  @IsUUID()
  chapterId?: string;

  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @IsOptional()
  @IsUUID()
  ownerId?: string;

  /** Of the plan's impact assessment. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(99)
  assessmentSection?: number;

  /** On which the impact assessment says that it bears. */
  @IsOptional()
  @IsIn(CHARACTERISTICS)
  @ApiProperty({ enum: CHARACTERISTICS, enumName: 'Characteristic', required: false })
  characteristic?: Characteristic;
}

export class LatestStatusDto {
  reference?: string;
  delivery?: string;
  editionTitle: string;
  editionSlug: string;
}

export class CommitmentDto {
  id: string;
  slug: string;
  title: string;
  summary: string;
  plan: TitledRef;
  chapter: TitledRef;
  leadOrganisation: OrganisationRef;
  asker?: OrganisationRef;
  funder?: OrganisationRef;
  owner?: PersonRef;
  closedOn?: string;
  pausedOn?: string;
  /** Added from a round that is not open yet. */
  isWaiting: boolean;
  version: number;
  /** As the last edition printed it. */
  latest?: LatestStatusDto;
}

export class CommitmentPage {
  data: CommitmentDto[];
  total: number;
}

export class LineageDto {
  kind: string;
  commitment: TitledRef;
  reason?: string;
}

export const LIFE_NOTES = [
  'first',
  'renamed',
  'moved',
  'chapter_renamed',
  'renumbered',
  'printed_more_than_once',
  'joined',
  'parted',
  // What the register says, from the edition on in which it shows.
  'split_into',
  'split_from',
  'merged_into',
  'merged_from',
  'replaced_by',
  'replaces',
] as const;

/** Something that happened to the commitment from one full edition to the next. */
export class LifeNoteDto {
  @ApiProperty({ enum: LIFE_NOTES, enumName: 'LifeNoteKind' })
  kind: (typeof LIFE_NOTES)[number];
  /** The title, the chapter or the reference before and after. */
  from?: string;
  to?: string;
  /** Which now share a row with it, or no longer do; which it came from, or what became of it. */
  @Type(() => TitledRef)
  commitments?: TitledRef[];
}

/** One row of an edition about the commitment, and what changed since the rows it goes on from. */
export class RowInLifeDto {
  updateId: string;
  @Type(() => LifeNoteDto)
  notes: LifeNoteDto[];
}

/** One edition in the commitment's life, also when it says nothing of it. */
export class EditionInLifeDto {
  title: string;
  slug: string;
  asAt: string;
  isSummary: boolean;
  /** Its rows about the commitment, in printed order: more than one when it was printed twice. */
  @Type(() => RowInLifeDto)
  rows: RowInLifeDto[];
  /** What became of the commitment itself, also where no row is about it any more. */
  @Type(() => LifeNoteDto)
  notes: LifeNoteDto[];
}

/** What one edition said about the commitment. */
export class CommitmentHistoryDto {
  updateId: string;
  editionTitle: string;
  editionSlug: string;
  asAt: string;
  isSummary: boolean;
  /** The row's heading; for a summary, its theme where it has none. */
  title: string;
  chapter: string;
  reference?: string;
  wording: string;
  /** Absent when the row was omitted, or the edition withdrawn. */
  @ApiProperty({ type: () => UpdateContentDto, required: false })
  content?: UpdateContent;
  /** Why there was no update. */
  omission?: string;
  /** Every version that printed it is withdrawn: its words are no longer shown. */
  isWithdrawn: boolean;
}

export class CurrentUpdateDto {
  id: string;
  /** Whether there is a submitted text that this reader may see. */
  hasText: boolean;
  /** There is a draft that the reader writes. */
  hasDraft: boolean;
  state: string;
  round: TitledRef;
}

export class CommitmentDetailDto extends CommitmentDto {
  publishedWording?: string;
  lineage: LineageDto[];
  /** Its parts, where it promises several things. */
  limbs: string[];
  /** Who reviews what is written of it: leads of it, of its chapter or of the plan. */
  @Type(() => PersonRef)
  leads: PersonRef[];
  /** Other names of the organisation that leads on it, the latest first. */
  @Type(() => OtherNameDto)
  leadOtherNames: OtherNameDto[];
  /** Its places in the plan's impact assessment: none when it is no action of the plan's own list. */
  @Type(() => AssessmentPlaceDto)
  assessment?: AssessmentPlaceDto[];
  /** Every edition of the plan, oldest first. */
  @Type(() => EditionInLifeDto)
  life: EditionInLifeDto[];
  history: CommitmentHistoryDto[];
  /** Its update in the round now open. */
  currentUpdate?: CurrentUpdateDto;
  availableActions: AvailableAction[];
}
