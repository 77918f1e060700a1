import { IsOptional, Matches } from 'class-validator';
import { UpdateDiffDto } from './update.dto.js';

const SIDES = /^(last_edition|last_submission|last_look|latest|draft|nothing|[0-9a-f-]{36})$/;

/**
 * Any two texts of an update: last_edition; last_submission (the revision before the present one; beside the
 * draft the latest);
 * last_look (the newest revision before the other side that the server has shown to who asks); latest;
 * draft; nothing; or a revision's id.
 */
export class DiffQuery {
  @IsOptional()
  @Matches(SIDES)
  from: string = 'last_edition';

  @IsOptional()
  @Matches(SIDES)
  to: string = 'latest';
}

/** What is looked at is a revision: a draft changes as one looks. */
export class LookDto {
  @Matches(SIDES)
  from: string;

  @Matches(/^(latest|[0-9a-f-]{36})$/)
  to: string;
}

export class ShownRevisionDto {
  revisionId: string;
  number: number;
  contentHash: string;
}

export class LastLookDto {
  revisionId: string;
  number: number;
  /** When it was first shown. */
  at: Date;
}

export class ComparisonDto extends UpdateDiffDto {
  /** The revision on the right, where it is one. */
  shown?: ShownRevisionDto;
  /** The newest revision before it that the server has shown to the reader. */
  lastLook?: LastLookDto;
}
