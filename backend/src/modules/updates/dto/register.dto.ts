import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { RowDifference } from '../../../common/compare-rows.js';
import { ListQuery } from '../../../platform/http/list-query.dto.js';
import { AvailableAction, PersonRef } from '../../../platform/http/refs.dto.js';
import { TitledRef, type RegisterChangeKind } from '../../plan/index.js';

export const REGISTER_CHANGE_KINDS = [
  'add',
  'reword',
  'move',
  'renumber',
  'split',
  'merge',
  'replace',
  'assess',
  'pause',
  'resume',
  'close',
  'reopen',
] as const satisfies readonly RegisterChangeKind[];

const ROW_DIFFERENCES = [
  'new',
  'moved',
  'other_chapter',
  'renumbered',
  'reworded',
  'regrouped',
] as const satisfies readonly RowDifference[];

/** One part of a commitment on one line. */
const IsLimbs = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(20),
    IsString({ each: true }),
    MaxLength(1000, { each: true }),
    Matches(/^[^\r\n]*$/, { each: true, message: 'Give one part to a line.' }),
  );

/** A commitment that a split makes. What it does not say, it keeps from the original. */
export class NewPartDto {
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  @Matches(/\S/, { message: 'Give a title.' })
  title: string;

  @IsString()
  @MinLength(2)
  @MaxLength(4000)
  @Matches(/\S/, { message: 'Say what it promises.' })
  summary: string;

  /** Absent: the summary is printed. */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  wording?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  reference?: string;

  @IsOptional()
  @IsUUID()
  chapterId?: string;

  /** Its own parts, where it promises several things. */
  @IsOptional()
  @IsLimbs()
  limbs?: string[];
}

/** A change of the register to look at before it is made; what is needed depends on its kind. */
export class RegisterPreviewInput {
  @IsIn(REGISTER_CHANGE_KINDS)
  kind: RegisterChangeKind;

  /** For a new commitment. */
  @IsOptional()
  @IsUUID()
  planId?: string;

  /** For every other kind. */
  @IsOptional()
  @IsUUID()
  commitmentId?: string;

  /** A planned or open round; absent: the next one to be opened. */
  @IsOptional()
  @IsUUID()
  roundId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  title?: string;

  @IsOptional()
  @IsString()
  @MaxLength(4000)
  summary?: string;

  /** The words that editions print of it. */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  wording?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  reference?: string;

  @IsOptional()
  @IsUUID()
  chapterId?: string;

  /** Before which commitment it goes; absent: to the end of its chapter. */
  @IsOptional()
  @IsUUID()
  beforeId?: string;

  @IsOptional()
  @IsUUID()
  intoId?: string;

  @IsOptional()
  @IsUUID()
  leadOrganisationId?: string;

  @IsOptional()
  @IsUUID()
  askerId?: string;

  @IsOptional()
  @IsUUID()
  funderId?: string;

  @IsOptional()
  @IsUUID()
  ownerId?: string;

  /** Of a split: the original is closed. */
  @IsOptional()
  @IsBoolean()
  endsOriginal?: boolean;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => NewPartDto)
  parts?: NewPartDto[];

  /** Its parts, where it promises several things; absent: as they are. */
  @IsOptional()
  @IsLimbs()
  limbs?: string[];

  /** The actions of the plan’s impact assessment that it is; none: it is none of them. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  actionIds?: string[];
}

export class StandingQuery {
  /** A planned or open round; absent: the next one to be opened. */
  @IsOptional()
  @IsUUID()
  roundId?: string;
}

/** A commitment as it stands in a round, before a change. */
export class StandingDto {
  title: string;
  summary: string;
  /** As its row prints it; absent where no row answers it. */
  wording?: string;
  reference?: string;
  chapterId: string;
  /** The commitment that follows it in its chapter. */
  beforeId?: string;
  limbs: string[];
  /** The actions of the plan’s impact assessment that it is. */
  actionIds: string[];
}

const HASH = /^[0-9a-f]{64}$/;

export class ChangeRegisterDto extends RegisterPreviewInput {
  @IsString()
  @MinLength(3)
  @MaxLength(4000)
  @Matches(/\S/, { message: 'Give the reason.' })
  reason: string;

  /** The commitment's version that was seen; not for a new one. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  version?: number;

  /** The hash of the preview that was seen. */
  @Matches(HASH, { message: 'Look at the preview first.' })
  seen: string;
}

export class UndoChangeDto {
  @IsString()
  @MinLength(3)
  @MaxLength(4000)
  @Matches(/\S/, { message: 'Give the reason.' })
  reason: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  version?: number;

  /** The hash of the preview that was seen; none for a change that has not taken effect. */
  @IsOptional()
  @Matches(HASH, { message: 'Look at the preview first.' })
  seen?: string;
}

/** How a row is printed, on one side of a change. */
export class RowSideDto {
  position: number;
  title: string;
  chapter: string;
  reference?: string;
  wording: string;
  commitments: string[];
}

export class RowEffectDto {
  @ApiProperty({ enum: ['appears', 'disappears', 'changes'] })
  what: 'appears' | 'disappears' | 'changes';
  @ApiProperty({ enum: ROW_DIFFERENCES, isArray: true })
  differences: RowDifference[];
  before?: RowSideDto;
  after?: RowSideDto;
}

/** Whose part in a row begins or ends. */
export class PartEffectDto {
  person: PersonRef;
  @ApiProperty({ enum: ['owner', 'lead'] })
  part: 'owner' | 'lead';
  @ApiProperty({ enum: ['gains', 'loses'] })
  what: 'gains' | 'loses';
  /** The row's. */
  title: string;
}

/** One thing that a change says, as it was and as it becomes. */
export class ChangedFieldDto {
  field: string;
  from?: string;
  to?: string;
}

export class RegisterPreviewDto {
  /** Of all that is shown here: it is sent back with the change. */
  hash: string;
  /** The version of the commitment that is changed. */
  version?: number;
  /** Absent: the next round to be opened. */
  round?: TitledRef;
  /** In the rows of an open round at once; otherwise when the round opens. */
  isImmediate: boolean;
  /** Dropped before it took effect: no row changes. */
  isWithdrawal: boolean;
  /** What it says of the commitment itself. */
  fields: ChangedFieldDto[];
  rows: RowEffectDto[];
  /** By when the words of a row that appears are due; absent: on the round’s date for drafts. */
  newRowsDueOn?: string;
  unchanged: number;
  parts: PartEffectDto[];
  /** Commitments that no row answers any more. */
  unanswered: string[];
  /** Why it cannot be made as things stand. */
  refusals: string[];
}

export class ChangeMadeDto {
  id: string;
  commitmentId: string;
}

export class ChangesQuery extends ListQuery {
  @IsOptional()
  @IsIn(['madeAt'])
  sort = 'madeAt' as const;

  @IsOptional()
  @IsUUID()
  planId?: string;

  @IsOptional()
  @IsUUID()
  commitmentId?: string;

  @IsOptional()
  @IsIn(REGISTER_CHANGE_KINDS)
  kind?: RegisterChangeKind;
}

export class RegisterChangeDto {
  id: string;
  @ApiProperty({ enum: [...REGISTER_CHANGE_KINDS, 'withdraw'] })
  kind: RegisterChangeKind | 'withdraw';
  commitment: TitledRef;
  /** The other commitments it names: parts of a split, or what it was merged into. */
  others: TitledRef[];
  fields: ChangedFieldDto[];
  reason: string;
  /** From which round on; absent: the next one to be opened. */
  round?: TitledRef;
  madeBy: PersonRef;
  onBehalfOf?: PersonRef;
  madeAt: Date;
  @ApiProperty({ enum: ['waiting', 'in_force', 'taken_back'] })
  standing: 'waiting' | 'in_force' | 'taken_back';
  /** The change that this one took back. */
  reversesId?: string;
  availableActions: AvailableAction[];
}

export class RegisterChangePage {
  data: RegisterChangeDto[];
  total: number;
}
