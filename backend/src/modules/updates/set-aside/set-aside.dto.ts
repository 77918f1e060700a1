import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsObject } from 'class-validator';
import type { UpdateContent } from '../../../common/content.js';
import { DraftContentDto, UpdateContentDto } from '../../../platform/http/content.dto.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';

/** A text that a save goes over knowingly. */
export class SetAsideInput {
  /** Read strictly, as described, by the act. */
  @ApiProperty({ type: () => DraftContentDto })
  @IsObject()
  content: UpdateContent;

  /** Written by whoever saves, and never saved: their own words gave way. */
  @IsBoolean()
  isOwn: boolean;
}

export class SetAsideTextDto {
  id: string;
  @ApiProperty({ type: () => UpdateContentDto })
  content: UpdateContent;
  /** Absent where nobody can tell any more. */
  writtenBy?: PersonRef;
  setAsideBy: PersonRef;
  onBehalfOf?: PersonRef;
  setAsideAt: Date;
}

export class SetAsideList {
  data: SetAsideTextDto[];
  total: number;
}
