import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import type { UpdateContent } from '../../../common/content.js';
import {
  CHANGED_SHAPES,
  SUGGESTED_CHANGE_KINDS,
  type ChangedShape,
  type SuggestedChangeKind,
} from '../../../common/suggested-changes.js';
import { DraftContentDto, UpdateContentDto } from '../../../platform/http/content.dto.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import {
  SUGGESTION_ANSWERS,
  type SuggestionAnswerKind,
} from '../suggestions/suggestion.entities.js';
import { RevisionReasonDto } from './update-actions.dto.js';
import { DraftDto } from './update.dto.js';

export class SuggestDto extends RevisionReasonDto {
  /** The text as the lead would have it. Read strictly, as described, by the act. */
  @ApiProperty({ type: () => DraftContentDto })
  @IsObject()
  content: UpdateContent;
}

export class AnswerInput {
  /** Which change. */
  @Matches(/^[0-9a-f]{16}$/)
  key: string;

  @IsIn(SUGGESTION_ANSWERS)
  answer: SuggestionAnswerKind;
}

export class AnswerSuggestionDto {
  /** The draft's version that the answers are given on. */
  @IsInt()
  @Min(0)
  draftVersion: number;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => AnswerInput)
  answers: AnswerInput[];
}

export class SuggestedChangeDto {
  key: string;
  @ApiProperty({ enum: SUGGESTED_CHANGE_KINDS })
  kind: SuggestedChangeKind;
  /** The words that it takes out, and those that it puts in. */
  removed: string;
  added: string;
  /** The words around it in its paragraph. */
  before: string;
  after: string;
  @ApiProperty({ enum: CHANGED_SHAPES, required: false })
  shape?: ChangedShape;
  /** What the words alone do not show: “bold added”, “link changed from … to …”. */
  formatting?: string;
  /** Absent while nobody has answered. */
  @ApiProperty({ enum: ['accepted', 'refused'], required: false })
  answer?: 'accepted' | 'refused';
  answeredBy?: PersonRef;
  answeredAt?: Date;
}

export class SuggestionDto {
  id: string;
  /** What it was suggested for. */
  revisionId: string;
  revisionNumber: number;
  by: PersonRef;
  onBehalfOf?: PersonRef;
  at: Date;
  message: string;
  /** The text as the lead would have it. */
  @ApiProperty({ type: () => UpdateContentDto })
  proposed: UpdateContent;
  /** While its revision is the latest and drafting goes on: its changes can be answered. */
  isOpen: boolean;
  /** In the order of the text. */
  changes: SuggestedChangeDto[];
}

export class SuggestionPage {
  data: SuggestionDto[];
  total: number;
}

export class SuggestionAnsweredDto {
  draft: DraftDto;
  suggestion: SuggestionDto;
  /** Changes whose words have changed since, so that they no longer fit: not answered. */
  notFitting: string[];
}
