import { Type } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { ListQuery } from '../../../platform/http/list-query.dto.js';

export class AuditEntriesQuery extends ListQuery {
  @IsOptional()
  @IsIn(['seq'])
  sort = 'seq' as const;

  /** What the entry is about: update, round, person … */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  subjectKind?: string;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  subjectId?: string;

  @IsOptional()
  @IsUUID()
  actorId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(60)
  kind?: string;

  /** Entries that happened at or after this instant. */
  @IsOptional()
  @IsISO8601({ strict: true })
  from?: string;

  /** Entries that happened before this instant. */
  @IsOptional()
  @IsISO8601({ strict: true })
  to?: string;
}

export class AuditPersonDto {
  id: string;
  name: string;
}

export class AuditEntryDto {
  /** Its number in the chain, without gaps. */
  seq: number;
  kind: string;
  /** When it happened by the installation's clock. */
  happenedAt: Date;
  /** When the database wrote it down, in real time. */
  recordedAt: Date;
  @Type(() => AuditPersonDto)
  actor?: AuditPersonDto;
  @Type(() => AuditPersonDto)
  onBehalfOf?: AuditPersonDto;
  subjectKind: string;
  subjectId: string;
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
