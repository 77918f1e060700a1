import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ListQuery } from '../../../platform/http/list-query.dto.js';
import { PersonThen } from '../../../platform/http/refs.dto.js';
import { AUDIT_SUBJECT_KINDS, type AuditKind } from '../audit-entries.js';
import { AUDIT_KINDS } from '../audit-words.js';

const ORIGINS = ['person', 'seed', 'system'] as const;

export class AuditEntriesQuery extends ListQuery {
  @IsOptional()
  @IsIn(['seq'])
  sort = 'seq' as const;

  /** What the entry is about: update, round, person … */
  @IsOptional()
  @IsIn(AUDIT_SUBJECT_KINDS)
  subjectKind?: (typeof AUDIT_SUBJECT_KINDS)[number];

  @IsOptional()
  @IsString()
  @MaxLength(64)
  subjectId?: string;

  @IsOptional()
  @IsUUID()
  actorId?: string;

  /** Only what somebody did on cover for this person. */
  @IsOptional()
  @IsUUID()
  onBehalfOfId?: string;

  @IsOptional()
  @IsUUID()
  planId?: string;

  @IsOptional()
  @IsIn(AUDIT_KINDS)
  @ApiPropertyOptional({ enum: AUDIT_KINDS })
  kind?: AuditKind;

  /** Done by a person, by the system, or loaded with the demonstration. */
  @IsOptional()
  @IsIn(ORIGINS)
  origin?: (typeof ORIGINS)[number];

  /** Entries that happened on or after this day, or at or after this instant. */
  @IsOptional()
  @IsISO8601({ strict: true })
  from?: string;

  /** Entries that happened on or before this day, or before this instant. */
  @IsOptional()
  @IsISO8601({ strict: true })
  to?: string;

  /** Leaves out later entries, so that pages stay as they are while others work. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  upTo?: number;
}

export type AuditEntriesFilter = Omit<AuditEntriesQuery, 'page' | 'perPage' | 'order' | 'sort'>;

export class AuditEntryDto {
  /** Its number in the chain, without gaps. */
  seq: number;
  kind: string;
  /** What was done, in words: “approved text 0c1f5c…”. */
  words: string;
  /** When it happened by the installation's clock. */
  happenedAt: Date;
  /** When the database wrote it down, in real time. */
  recordedAt: Date;
  @Type(() => PersonThen)
  actor?: PersonThen;
  @Type(() => PersonThen)
  onBehalfOf?: PersonThen;
  subjectKind: string;
  subjectId: string;
  /** What the record is called now. */
  subjectTitle?: string;
  /** Ids, hashes, states and dates; never text. */
  data: Record<string, unknown>;
  origin: string;
  previousHash: string;
  hash: string;
}

export class AuditEntryPage {
  data: AuditEntryDto[];
  total: number;
}
