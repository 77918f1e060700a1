import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsObject,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { RevisionSeenDto } from './update-actions.dto.js';

export class ChosenUpdateDto extends RevisionSeenDto {
  @IsUUID()
  updateId: string;
}

export class ApproveSeveralDto {
  /** Each once, with the revision whose changes were opened. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique(({ updateId }: ChosenUpdateDto) => updateId)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ChosenUpdateDto)
  updates: ChosenUpdateDto[];
}

export class RefusalDto {
  code: string;
  title: string;
  detail: string;
}

export class ApprovalResultDto {
  updateId: string;
  isApproved: boolean;
  /** Why it was not approved. */
  refusal?: RefusalDto;
}

export class ApprovalResultsDto {
  /** One for each that was asked for, in that order. */
  results: ApprovalResultDto[];
}
