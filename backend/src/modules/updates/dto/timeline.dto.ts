import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { UpdateContent } from '../../../common/content.js';
import { UpdateContentDto } from '../../../platform/http/content.dto.js';
import { ListQuery } from '../../../platform/http/list-query.dto.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import { TitledRef } from '../../plan/index.js';
import { AuthorDto } from './update.dto.js';

export const POINT_KINDS = [
  'edition',
  'revision',
  'decision',
  'override',
  'comment',
  'register_change',
] as const;
export type PointKind = (typeof POINT_KINDS)[number];

/** Newest round first, and in it the newest point; `asc` turns both round. */
export class TimelineQuery extends ListQuery {
  @IsOptional()
  @IsIn(POINT_KINDS)
  kind?: PointKind;
}

export class WrittenDto {
  contentHash: string;
  authors: AuthorDto[];
}

/** How an edition printed the row. */
export class PrintedAsDto {
  editionSlug: string;
  isSummary: boolean;
  chapter: string;
  reference?: string;
  wording: string;
  /** Why there is no update in it. */
  omission?: string;
  /** Every version that printed it is withdrawn: only those who answer for it read its words. */
  isWithdrawn: boolean;
}

export class TimelinePointDto {
  /** Of an edition the row’s, of a revision its own: two of these can be compared. */
  id: string;
  @ApiProperty({ enum: POINT_KINDS })
  kind: PointKind;
  /** What of that kind: submission, lead_edit; approve, return; made, confirmed; reword, move. */
  what: string;
  /** Of an override: which. */
  overrideKind?: string;
  at: Date;
  /** Only the day is known. */
  isDayOnly: boolean;
  round?: TitledRef;
  updateId?: string;
  by?: PersonRef;
  onBehalfOf?: PersonRef;
  /** Of a comment by somebody without an account. */
  guestName?: string;
  /** Why; of a comment, what was said. */
  reason?: string;
  /** The number of the revision that it is, or is about. */
  revisionNumber?: number;
  /** Of a revision: its hash and everyone who wrote in it. */
  written?: WrittenDto;
  /** Of an edition and of a revision: the words. */
  @ApiProperty({ type: () => UpdateContentDto, required: false })
  content?: UpdateContent;
  printed?: PrintedAsDto;
}

export class TimelinePage {
  data: TimelinePointDto[];
  total: number;
}
