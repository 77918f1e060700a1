import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { WITHDRAWAL_TYPES, type WithdrawalType } from '../../../common/withdrawal-types.js';
import { SearchableListQuery } from '../../../platform/http/list-query.dto.js';
import { AvailableAction, PersonRef } from '../../../platform/http/refs.dto.js';
import { FILE_FORMS, type EditionKind, type FileForm } from '../publication.entities.js';

export class EditionsQuery extends SearchableListQuery {
  @IsOptional()
  @IsIn(['asAt', 'publishedOn', 'title'])
  sort: 'asAt' | 'publishedOn' | 'title' = 'asAt';

  @IsOptional()
  @IsUUID()
  planId?: string;
}

/** A form of an edition that is kept as a file, rendered once. */
export class EditionFileDto {
  @ApiProperty({ enum: FILE_FORMS })
  form: FileForm;
  /** Its public address. */
  href: string;
  /** In bytes. */
  size: number;
  sha256: string;
}

/** What the public reads in the place of a version that was withdrawn. */
export class EditionWithdrawalDto {
  /** The London day from which it is withdrawn. */
  on: string;
  at: Date;
  @ApiProperty({ enum: WITHDRAWAL_TYPES })
  reasonType: WithdrawalType;
  explanation: string;
}

export class EditionSummary {
  id: string;
  planId: string;
  roundId: string;
  slug: string;
  /** 1, then one more with each correction. */
  version: number;
  kind: EditionKind;
  /** A narrative with themes as sections, instead of the full table. */
  isSummary: boolean;
  title: string;
  asAt: string;
  publishedOn: string;
  snapshotHash: string;
  /** False when a later version has replaced it. */
  isCurrent: boolean;
  /** False for an edition from before the system. */
  isSignOffRecorded: boolean;
  /** The day on which it was brought in, where it was published by another installation. */
  broughtInOn?: string;
  /** Set when it is withdrawn: nothing of it is served to the public. */
  @Type(() => EditionWithdrawalDto)
  withdrawal?: EditionWithdrawalDto;
  /** Its public page. */
  href: string;
  @Type(() => EditionFileDto)
  files: EditionFileDto[];
}

export class EditionPage {
  data: EditionSummary[];
  total: number;
}

export class EditionVersionDto {
  id: string;
  version: number;
  publishedOn: string;
  isCurrent: boolean;
  isWithdrawn: boolean;
}

export class EditionDetail extends EditionSummary {
  /** What was corrected and why; from version 2. */
  correctionNote?: string;
  publishedBy?: PersonRef;
  manifestHash?: string;
  /** Every version under its address, the newest first. */
  @Type(() => EditionVersionDto)
  versions: EditionVersionDto[];
  /** Everything that it prints. Of a withdrawn version: only for those who answer for it. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  snapshot?: EditionSnapshot;
  @Type(() => AvailableAction)
  availableActions: AvailableAction[];
}
