import { ApiProperty } from '@nestjs/swagger';
import { RichTextDocumentDto } from '../../../platform/http/content.dto.js';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { RichTextDocument } from '../../../common/rich-text/index.js';
import { SearchableListQuery } from '../../../platform/http/list-query.dto.js';
import { AvailableAction } from '../../../platform/http/refs.dto.js';
import { TitledRef } from '../../plan/index.js';
import { HoldDto, ROUND_STATES, type RoundState } from '../../rounds/index.js';
import { ManifestSummary } from '../../signoff/index.js';
import { RoundDatesDto, RoundProgressDto } from '../../updates/index.js';
import { EditionSummary } from './edition.dto.js';
import { ScheduleDto } from './schedule.dto.js';

export class RoundsQuery extends SearchableListQuery {
  @IsOptional()
  @IsIn(['periodEnd', 'title', 'state'])
  sort: 'periodEnd' | 'title' | 'state' = 'periodEnd';

  @IsOptional()
  @IsUUID()
  planId?: string;

  @IsOptional()
  @IsIn(ROUND_STATES)
  state?: RoundState;
}

export class RoundSummaryDto {
  id: string;
  plan: TitledRef;
  title: string;
  /** The address of its edition: /editions/<slug>. */
  slug: string;
  periodLabel: string;
  periodStart: string;
  periodEnd: string;
  asAt: string;
  dates: RoundDatesDto;
  state: RoundState;
  /** Published before the system existed. */
  isHistoric: boolean;
  /** Its edition is a narrative under themes, not the table of commitments. */
  isSummary: boolean;
  version: number;
  @Type(() => RoundProgressDto)
  progress: RoundProgressDto;
}

export class RoundPage {
  data: RoundSummaryDto[];
  total: number;
}

export class RoundDetailDto extends RoundSummaryDto {
  @ApiProperty({ type: () => RichTextDocumentDto, required: false })
  introduction?: RichTextDocument;
  /** Of a summary: the round of whose period it tells. */
  summarises?: TitledRef;
  /** Its stakeholder summary, once that is planned. */
  summary?: TitledRef;
  /** Of an edition from before the system: which of its days its original does not give. */
  dateNote?: string;
  /** The hold in force today, if there is one. */
  hold?: HoldDto;
  /** The hold over its publication date while it is not published, if there is one. */
  holdOnPublication?: HoldDto;
  /** What waits for signature or publication, else what was last published. */
  manifest?: ManifestSummary;
  /** The time set for its publication, or what became of it. */
  @Type(() => ScheduleDto)
  schedule?: ScheduleDto;
  /** Approved updates whose publication has moved since, not yet confirmed as still true. */
  unconfirmed: number;
  /** The number of the correction under way; absent when there is none. */
  correctionNo?: number;
  @Type(() => EditionSummary)
  editions: EditionSummary[];
  @Type(() => AvailableAction)
  availableActions: AvailableAction[];
}
