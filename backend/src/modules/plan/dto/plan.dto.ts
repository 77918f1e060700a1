import { ApiProperty } from '@nestjs/swagger';
import { UpdateContentDto } from '../../../platform/http/content.dto.js';
import { IsIn, IsInt, IsOptional, IsUUID } from 'class-validator';
import type { UpdateContent } from '../../../common/content.js';
import { ListQuery, SearchableListQuery } from '../../../platform/http/list-query.dto.js';
import { AvailableAction, OrganisationRef, PersonRef } from '../../../platform/http/refs.dto.js';

export class ChapterDto {
  id: string;
  title: string;
  position: number;
}

export class PlanDto {
  id: string;
  slug: string;
  title: string;
  publisher: OrganisationRef;
  publishedOn?: string;
  chapters: ChapterDto[];
}

export class PlanPage {
  data: PlanDto[];
  total: number;
}

export class PlansQuery extends ListQuery {
  @IsOptional()
  @IsIn(['title'])
  sort = 'title' as const;
}

export class CommitmentsQuery extends SearchableListQuery {
  @IsOptional()
  @IsIn(['position', 'title', 'owner', 'organisation'])
  sort: 'position' | 'title' | 'owner' | 'organisation' = 'position';

  @IsOptional()
  @IsUUID()
  planId?: string;

  @IsOptional()
  @IsUUID()
  chapterId?: string;

  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @IsOptional()
  @IsUUID()
  ownerId?: string;
}

export class TitledRef {
  id: string;
  title: string;
}

export class LatestStatusDto {
  reference?: string;
  delivery?: string;
  editionTitle: string;
  editionSlug: string;
}

export class CommitmentDto {
  id: string;
  slug: string;
  title: string;
  summary: string;
  plan: TitledRef;
  chapter: TitledRef;
  leadOrganisation: OrganisationRef;
  asker?: OrganisationRef;
  funder?: OrganisationRef;
  owner?: PersonRef;
  closedOn?: string;
  pausedOn?: string;
  /** Added from a round that is not open yet. */
  isWaiting: boolean;
  version: number;
  /** As the last edition printed it. */
  latest?: LatestStatusDto;
}

export class CommitmentPage {
  data: CommitmentDto[];
  total: number;
}

export class LineageDto {
  kind: string;
  commitment: TitledRef;
  reason?: string;
}

/** What one edition said about the commitment. */
export class CommitmentHistoryDto {
  updateId: string;
  editionTitle: string;
  editionSlug: string;
  asAt: string;
  chapter: string;
  reference?: string;
  wording: string;
  /** Absent when the row was omitted. */
  @ApiProperty({ type: () => UpdateContentDto, required: false })
  content?: UpdateContent;
  /** Why there was no update. */
  omission?: string;
}

export class CurrentUpdateDto {
  id: string;
  state: string;
  round: TitledRef;
}

export class CommitmentDetailDto extends CommitmentDto {
  publishedWording?: string;
  lineage: LineageDto[];
  history: CommitmentHistoryDto[];
  /** Its update in the round now open. */
  currentUpdate?: CurrentUpdateDto;
  availableActions: AvailableAction[];
}

export class AssignCommitmentDto {
  @IsUUID()
  ownerId: string;

  /** The version that was seen. */
  @IsInt()
  version: number;
}
