import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { SearchableListQuery } from '../../../platform/http/list-query.dto.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';
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
  /** Its public page. */
  href: string;
  @Type(() => EditionFileDto)
  files: EditionFileDto[];
}

export class EditionPage {
  data: EditionSummary[];
  total: number;
}

export class EditionDetail extends EditionSummary {
  /** What was corrected and why; from version 2. */
  correctionNote?: string;
  publishedBy?: PersonRef;
  manifestHash?: string;
  /** Everything that it prints. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  snapshot: EditionSnapshot;
}
