import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import { WORK_ABOUT, WORK_KINDS, WORK_OUTCOMES } from '../leaver/leaver-work.js';
import { SEEN_HASH } from './handover.dto.js';

export class WorkChoiceDto {
  @IsIn(WORK_KINDS)
  what: (typeof WORK_KINDS)[number];

  /** Absent: for every line of this kind that has no choice of its own. */
  @IsOptional()
  @IsUUID()
  id?: string;

  /** Absent: it stays as it is. */
  @IsOptional()
  @IsUUID()
  successorId?: string;
}

/** A reassignment to look at before it is made. */
export class ReassignmentPreviewInput {
  /** Takes on whatever has no choice of its own. */
  @IsOptional()
  @IsUUID()
  successorId?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => WorkChoiceDto)
  choices?: WorkChoiceDto[];

  /** By an administrator: the person is signed out and cannot sign in again. */
  @IsOptional()
  @IsBoolean()
  isAccountClosed?: boolean;
}

export class ReassignmentInput extends ReassignmentPreviewInput {
  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  @Matches(/\S/, { message: 'Give the reason.' })
  reason: string;

  /** The hash of the preview that was seen. */
  @Matches(SEEN_HASH, { message: 'Look at the preview first.' })
  seen: string;
}

export class WorkAboutDto {
  @ApiProperty({ enum: WORK_ABOUT })
  kind: (typeof WORK_ABOUT)[number];
  id: string;
}

/** One thing that a person holds, and what becomes of it. */
export class WorkLineDto {
  @ApiProperty({ enum: WORK_KINDS })
  what: (typeof WORK_KINDS)[number];
  /** Unique among the lines of its kind. */
  id: string;
  title: string;
  /** Where it stands, in words. */
  detail: string;
  about: WorkAboutDto;
  @ApiProperty({ enum: WORK_OUTCOMES })
  outcome: (typeof WORK_OUTCOMES)[number];
  to?: PersonRef;
  /** Of what stays. */
  why?: string;
  /** What whoever confirms should know of it. */
  notes: string[];
}

/** All that a person holds where the reader may reassign it, and what would become of it. */
export class LeaverWorkDto {
  person: PersonRef;
  @Type(() => WorkLineDto)
  lines: WorkLineDto[];
  /** Of all that is shown here: it is sent back to confirm it. */
  hash: string;
}

export class ReassignmentDto {
  id: string;
  madeAt: Date;
  madeBy: PersonRef;
  onBehalfOf?: PersonRef;
  reason: string;
  /** How many things changed hands or ended. */
  lines: number;
  isAccountClosed: boolean;
}

/** The reassignments of one person's work, newest first. */
export class ReassignmentList {
  @Type(() => ReassignmentDto)
  data: ReassignmentDto[];
  total: number;
}
