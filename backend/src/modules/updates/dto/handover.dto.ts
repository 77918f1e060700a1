import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsUUID,
  Matches,
} from 'class-validator';
import { ROLES, type Role } from '../../../common/actor.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import { TitledRef } from '../../plan/index.js';
import { ASSIGNED_PARTS } from '../actions/assign-in-bulk.js';
import { HANDED_ON } from '../handover/handover.js';

export const SEEN_HASH = /^[0-9a-f]{64}$/;

/** An assignment to look at before it is made. */
export class AssignmentPreviewInput {
  @IsIn(ASSIGNED_PARTS)
  part: (typeof ASSIGNED_PARTS)[number];

  /** Who is to own, lead or clear. */
  @IsUUID()
  personId: string;

  /** Of one plan. For a clearer: of the organisations that lead these. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsUUID(undefined, { each: true })
  commitmentIds: string[];

  /** Of a lead: for the whole chapters in which these commitments stand. */
  @IsOptional()
  @IsBoolean()
  isWholeChapter?: boolean;

  /** Of a lead or a clearer: whoever has just this role loses it. */
  @IsOptional()
  @IsBoolean()
  isReplacing?: boolean;
}

export class AssignmentInput extends AssignmentPreviewInput {
  /** The hash of the preview that was seen. */
  @Matches(SEEN_HASH, { message: 'Look at the preview first.' })
  seen: string;
}

export class HandedOnDto {
  @ApiProperty({ enum: HANDED_ON, enumName: 'HandedOnKind' })
  what: (typeof HANDED_ON)[number];
  /** Of the commitment, the update, or what the role is for. */
  id: string;
  title: string;
  @ApiProperty({ enum: ROLES, required: false })
  role?: Role;
  from?: PersonRef;
  to?: PersonRef;
}

export class StaysDto extends TitledRef {
  why: string;
}

/** What an assignment does, or would do. */
export class HandoverDto {
  /** Of all that is shown here: it is sent back with the assignment. */
  hash: string;
  @Type(() => HandedOnDto)
  changes: HandedOnDto[];
  /** Updates that stay with whom they are, and why. */
  @Type(() => StaysDto)
  stays: StaysDto[];
  /** Texts in review of which the new lead wrote a part: somebody else must approve them. */
  @Type(() => TitledRef)
  cannotApprove: TitledRef[];
  /** How much of what was asked for is so already. */
  unchanged: number;
}
