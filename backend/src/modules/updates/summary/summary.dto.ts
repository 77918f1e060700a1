import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { UpdateContent } from '../../../common/content.js';
import { UpdateContentDto } from '../../../platform/http/content.dto.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import { ChapterDto, TitledRef } from '../../plan/index.js';
import { UpdateDiffDto } from '../dto/update.dto.js';
import { UPDATE_STATES, type UpdateState } from '../update.workflow.js';

export class ParagraphDto {
  /** Absent for a new one. */
  @IsOptional()
  @IsUUID()
  updateId?: string;

  /** The heading that it stands under. */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  theme: string;

  /** Its own heading; only its name elsewhere when it is printed without one. */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  title: string;

  @IsOptional()
  @IsBoolean()
  isUntitled?: boolean;

  /** What it tells of, in order; none for a narrative. */
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  commitmentIds: string[];

  /** Whose leads review it, beside those of its commitments; absent: those of the whole plan. */
  @IsOptional()
  @IsUUID()
  chapterId?: string;

  /** Of a new one. */
  @IsOptional()
  @IsUUID()
  ownerId?: string;

  /** Of a new one: the updates whose approved words it begins with, in order. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID(undefined, { each: true })
  sourceIds?: string[];
}

export class ArrangeSummaryDto {
  /** The round's version that was seen. */
  @IsInt()
  version: number;

  /** Its headings in the order of print, also those without a paragraph; absent: those of the paragraphs. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(200, { each: true })
  themes?: string[];

  /** Every paragraph of the summary, in the order of print. */
  @IsArray()
  @ArrayMaxSize(500)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ParagraphDto)
  rows: ParagraphDto[];
}

export class NoteSourceDto {
  /** The words of the source that were seen. */
  @IsUUID()
  revisionId: string;
}

/** changed: other words are approved since. withdrawn: nothing of it is approved at present. */
export const SOURCE_STANDINGS = ['same', 'changed', 'withdrawn'] as const;
export type SourceStanding = (typeof SOURCE_STANDINGS)[number];

export class SourceRefDto extends TitledRef {
  @ApiProperty({ enum: SOURCE_STANDINGS })
  standing: SourceStanding;
}

export class SummaryRowDto {
  id: string;
  title: string;
  theme: string;
  isUntitled: boolean;
  commitments: TitledRef[];
  /** Whose leads review it, beside those of its commitments. */
  chapterId?: string;
  owner?: PersonRef;
  @ApiProperty({ enum: UPDATE_STATES })
  state: UpdateState;
  isOmitted: boolean;
  sources: SourceRefDto[];
  /** Why what it tells of may not change now; absent: it may. */
  keepsCommitments?: string;
  /** Why it may not be taken away; absent: it may. */
  keepsRow?: string;
}

/** An update of the round whose words are approved: a paragraph may begin with them. */
export class ApprovedUpdateDto extends TitledRef {
  chapter: string;
  chapterId?: string;
  reference?: string;
  commitments: TitledRef[];
  owner?: PersonRef;
  /** How the words begin. */
  excerpt: string;
}

/** All that the page needs on which a stakeholder summary is laid out. */
export class SummaryLayoutDto {
  round: TitledRef;
  /** The round of whose period it tells. */
  summarises?: TitledRef;
  version: number;
  /** Why it cannot be changed now; absent: it can. */
  fixed?: string;
  /** By when the words of a paragraph that is added now are due; absent: on the round’s date for drafts. */
  newRowsDueOn?: string;
  /** In the order of print, also those without a paragraph, which are not printed. */
  themes: string[];
  rows: SummaryRowDto[];
  /** What a new paragraph can begin with; none when it cannot be changed. */
  approved: ApprovedUpdateDto[];
  /** The register's, in its order. */
  chapters: ChapterDto[];
  /** Every commitment of the plan that is not closed. */
  commitments: TitledRef[];
}

/** Approved words that a paragraph began with, as its writers last noted them, and as they are now. */
export class SourceDto extends SourceRefDto {
  chapter: string;
  reference?: string;
  /** Who took the words, or noted them last. */
  by: PersonRef;
  at: Date;
  @ApiProperty({ type: () => UpdateContentDto })
  content: UpdateContent;
  /** What is approved now, when it is something else. */
  presentRevisionId?: string;
  change?: UpdateDiffDto;
}
