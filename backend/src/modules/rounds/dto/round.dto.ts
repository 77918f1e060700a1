import { ApiProperty, OmitType } from '@nestjs/swagger';
import { RichTextDocumentDto } from '../../../platform/http/content.dto.js';
import {
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  NotContains,
} from 'class-validator';
import type { RichTextDocument } from '../../../common/rich-text/index.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import { ListQuery } from '../../../platform/http/list-query.dto.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_MESSAGE = { message: 'Give a date as YYYY-MM-DD.' };

/** The fields of a round that the secretariat sets. */
export class ChangeRoundFields {
  @IsOptional()
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  title?: string;

  /** Lower-case letters, digits and single hyphens: /editions/<slug>. */
  @IsOptional()
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  @MaxLength(80)
  slug?: string;

  @IsOptional()
  @IsString()
  @MinLength(2)
  @MaxLength(120)
  periodLabel?: string;

  @IsOptional()
  @Matches(DATE, DATE_MESSAGE)
  periodStart?: string;

  @IsOptional()
  @Matches(DATE, DATE_MESSAGE)
  periodEnd?: string;

  @IsOptional()
  @Matches(DATE, DATE_MESSAGE)
  asAt?: string;

  @IsOptional()
  @Matches(DATE, DATE_MESSAGE)
  opensOn?: string;

  @IsOptional()
  @Matches(DATE, DATE_MESSAGE)
  draftsDueOn?: string;

  @IsOptional()
  @Matches(DATE, DATE_MESSAGE)
  reviewDueOn?: string;

  @IsOptional()
  @Matches(DATE, DATE_MESSAGE)
  signOffDueOn?: string;

  @IsOptional()
  @Matches(DATE, DATE_MESSAGE)
  publicationOn?: string;

  /** Rich text in the house schema. */
  @IsOptional()
  @IsObject()
  @ApiProperty({ type: () => RichTextDocumentDto, required: false })
  introduction?: RichTextDocument;
}

export class ChangeRoundDto extends ChangeRoundFields {
  /** The version that was seen. */
  @IsInt()
  version: number;

  /** Why an open round's publication moves to an earlier date. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  @NotContains('\u0000')
  reason?: string;
}

export class CreateRoundDto extends ChangeRoundFields {
  @IsUUID()
  planId: string;
}

/** A summary has dates of its own; its period is that of its round. */
export class PlanSummaryDto extends OmitType(ChangeRoundFields, [
  'periodLabel',
  'periodStart',
  'periodEnd',
  'introduction',
] as const) {}

/** A hold in force that somebody asked to end early, for one plan; it ends when it is confirmed. */
export class EarlyEndDto {
  overrideId: string;
  planId: string;
  reason: string;
  askedBy: PersonRef;
  askedAt: Date;
  confirmedBy?: PersonRef;
  confirmedAt?: Date;
}

export class HoldDto {
  id: string;
  /** Absent: for every plan. */
  planId?: string;
  name: string;
  reason: string;
  startsOn: string;
  endsOn: string;
  /** When it was withdrawn before its first day. */
  endedAt?: Date;
  /** In lists only. */
  earlyEnds?: EarlyEndDto[];
}

export class HoldPage {
  data: HoldDto[];
  total: number;
}

export class HoldsQuery extends ListQuery {
  @IsOptional()
  @IsIn(['startsOn'])
  sort = 'startsOn' as const;

  @IsOptional()
  @IsUUID()
  planId?: string;
}

export class AskToEndHoldDto {
  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  @Matches(/\S/, { message: 'Give the reason.' })
  reason: string;

  /** For a hold over every plan: the plan for which it is to end. */
  @IsOptional()
  @IsUUID()
  planId?: string;
}

export class SetHoldDto {
  @IsOptional()
  @IsUUID()
  planId?: string;

  @IsString()
  @MinLength(2)
  @MaxLength(120)
  name: string;

  @IsString()
  @MinLength(2)
  @MaxLength(1000)
  reason: string;

  @Matches(DATE, DATE_MESSAGE)
  startsOn: string;

  @Matches(DATE, DATE_MESSAGE)
  endsOn: string;
}
