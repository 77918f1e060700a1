import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { STATED_DELIVERIES, type Delivery, type UpdateContent } from '../../../common/content.js';
import { STARTS, type StartedFrom } from '../update.entities.js';
import { DraftContentDto } from '../../../platform/http/content.dto.js';
import { SetAsideInput } from '../set-aside/set-aside.dto.js';

export class SaveDraftDto {
  /** The version that the writer started from; 0 when there was none. */
  @IsInt()
  @Min(0)
  version: number;

  /** Read strictly, as described, by the act. */
  @ApiProperty({ type: () => DraftContentDto })
  @IsObject()
  content: UpdateContent;

  /** Asked for with the first save: what the writer chose to begin with. Later ones do not change it. */
  @IsOptional()
  @IsIn(STARTS)
  startedFrom?: StartedFrom;

  /** The texts that the writer has seen and gone over: they are kept beside the draft. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SetAsideInput)
  setAside?: SetAsideInput[];
}

export class SubmitDto {
  @IsInt()
  @Min(1)
  draftVersion: number;

  /** What stood on the list of evidence, in order, as it was seen. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  evidenceIds?: string[];
}

export class RevisionSeenDto {
  @IsUUID()
  revisionId: string;
}

export class ReasonDto {
  @IsString()
  @MinLength(3)
  @MaxLength(4000)
  @Matches(/\S/, { message: 'Give the reason.' })
  reason: string;
}

export class NoChangeReasonDto extends ReasonDto {
  /** The version of the draft that was seen; 0 when there was none. The draft itself is kept. */
  @IsInt()
  @Min(0)
  draftVersion: number;

  /** Only where the last edition stated none. */
  @IsOptional()
  @IsIn(STATED_DELIVERIES)
  delivery?: Delivery;

  /** What stood on the list of evidence, in order, as it was seen. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  evidenceIds?: string[];
}

export class RevisionReasonDto extends ReasonDto {
  @IsUUID()
  revisionId: string;
}

export class ApproveDto extends RevisionSeenDto {
  /** The hash of the words that were seen. */
  @Matches(/^[0-9a-f]{64}$/)
  contentHash: string;
}

export class ApproveAsSeenDto extends ApproveDto {
  /** The open threads of comments that were seen: an approval in spite of them names them. */
  @IsOptional()
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(1000)
  openThreadIds?: string[];
}

export class StillTrueSeenDto extends ApproveDto {
  /** The publication date that was seen. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Give a date as YYYY-MM-DD.' })
  publicationOn: string;
}

export class VouchDto extends StillTrueSeenDto {
  @IsString()
  @MinLength(3)
  @MaxLength(4000)
  @Matches(/\S/, { message: 'Give the reason.' })
  reason: string;
}

export class EditDto extends RevisionSeenDto {
  /** Read strictly, as described, by the act. */
  @ApiProperty({ type: () => DraftContentDto })
  @IsObject()
  content: UpdateContent;
}

export class ListingInput {
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(/\S/)
  chapter: string;

  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(20)
  reference?: string;

  @IsString()
  @MinLength(1)
  @MaxLength(4000)
  wording: string;
}

export class ChangeUpdateDto {
  /** The version that was seen. */
  @IsInt()
  version: number;

  @IsOptional()
  @IsUUID()
  ownerId?: string;

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Give a date as YYYY-MM-DD.' })
  respondBy?: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ListingInput)
  listing?: ListingInput;
}

export class ListingRowInput extends ListingInput {
  /** Absent for another update, made by this layout. */
  @IsOptional()
  @IsUUID()
  updateId?: string;

  /** What it answers, in order; absent: as it is. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  commitmentIds?: string[];
}

export class ArrangeListingsDto {
  /** The round's version that was seen. */
  @IsInt()
  version: number;

  /** Every row of the round, in the order of print. One is left out when others answer for it. */
  @IsArray()
  @ArrayMaxSize(2000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ListingRowInput)
  rows: ListingRowInput[];
}

export class AddContributorDto {
  @IsUUID()
  personId: string;
}
