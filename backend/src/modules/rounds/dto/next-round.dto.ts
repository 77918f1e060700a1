import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { ListQuery } from '../../../platform/http/list-query.dto.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import { TitledRef } from '../../plan/index.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_MESSAGE = { message: 'Give a date as YYYY-MM-DD.' };

/** What the next round could be; without a round whose dates were set here, only its period. */
export class RoundProposalDto {
  title?: string;
  slug?: string;
  periodLabel?: string;
  periodStart?: string;
  periodEnd?: string;
  asAt?: string;
  opensOn?: string;
  draftsDueOn?: string;
  reviewDueOn?: string;
  signOffDueOn?: string;
  publicationOn?: string;
}

export class NextRoundDto {
  /** Absent when the plan has no round to follow. */
  @Type(() => RoundProposalDto)
  proposal?: RoundProposalDto;
  /** The round whose dates it keeps, by title. */
  pattern?: string;
  /** The period that it follows. */
  follows?: string;
}

export class SkipPeriodDto {
  /** The period that was proposed. */
  @Matches(DATE, DATE_MESSAGE)
  periodStart: string;

  @Matches(DATE, DATE_MESSAGE)
  periodEnd: string;

  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  @Matches(/\S/, { message: 'Give the reason.' })
  reason: string;
}

export class SkipRoundDto {
  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  @Matches(/\S/, { message: 'Give the reason.' })
  reason: string;
}

export class SkippedPeriodsQuery extends ListQuery {
  @IsOptional()
  @IsIn(['periodEnd'])
  sort = 'periodEnd' as const;

  @IsOptional()
  @IsUUID()
  planId?: string;

  /** The planned round that is skipped. */
  @IsOptional()
  @IsUUID()
  roundId?: string;
}

/** A period without a round, and why. */
export class SkippedPeriodDto {
  id: string;
  plan: TitledRef;
  /** The round that was planned for it; absent when none was. */
  round?: TitledRef;
  periodLabel: string;
  periodStart: string;
  periodEnd: string;
  reason: string;
  skippedBy: PersonRef;
  skippedAt: Date;
  /** The reader runs the plan, and no later round builds on it. */
  mayUndo: boolean;
}

export class SkippedPeriodPage {
  data: SkippedPeriodDto[];
  total: number;
}
