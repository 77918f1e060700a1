import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
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
import { AvailableAction, PersonRef } from '../../../platform/http/refs.dto.js';
import { AUDIENCES, type Audience } from './comment.policy.js';

/** Words of a text: where they stand in it, one line to a paragraph or list item, and the words. */
export class WordsDto {
  @IsInt()
  @Min(0)
  @Max(100_000)
  from: number;

  @IsInt()
  @Min(1)
  @Max(100_000)
  to: number;

  @IsString()
  @MinLength(1)
  @MaxLength(60_000)
  quote: string;

  /**
   * The text in which they stand so, where a draft on the screen may be another than what is saved: of
   * words that are there several times, the right ones are found by it.
   */
  @IsOptional()
  @IsString()
  @MaxLength(100_000)
  text?: string;
}

export class NewCommentDto {
  @IsString()
  @MinLength(1)
  @MaxLength(4000)
  @Matches(/\S/, { message: 'Write what you want to say.' })
  text: string;

  /** People who may read it and are told of it. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID(undefined, { each: true })
  mentionedIds: string[] = [];

  /** Who would read it, as its writer was told: it is refused when more people do. */
  @IsOptional()
  @IsIn(AUDIENCES)
  audience?: Audience;
}

export class NewThreadDto extends NewCommentDto {
  /** The revision that it is about; absent: the draft. */
  @IsOptional()
  @IsUUID()
  revisionId?: string;

  /** The words that it is about; absent: the whole text. */
  @IsOptional()
  @ValidateNested()
  @Type(() => WordsDto)
  words?: WordsDto;
}

export class CommentDto {
  id: string;
  text: string;
  by?: PersonRef;
  /** Set when it was said on cover: for whom. */
  onBehalfOf?: PersonRef;
  /** Set instead of a person: an outside expert, as the one who asked them named them. */
  guestName?: string;
  at: Date;
  mentions: PersonRef[];
}

export class PlaceDto {
  from: number;
  to: number;
}

export class ThreadDto {
  id: string;
  /** The revision that it was made on; absent: a draft. */
  revisionNumber?: number;
  /** Who reads it: those who write; also their organisation's clearers; also those who review. */
  @ApiProperty({ enum: AUDIENCES, enumName: 'CommentAudience' })
  audience: Audience;
  /** False: it is about the whole text. */
  isOnWords: boolean;
  /** The words as they stood; absent when they were in a draft only and are not the reader's to see. */
  quote?: string;
  /** Where they stand in the text of this answer; absent: the text has since changed. */
  place?: PlaceDto;
  isResolved: boolean;
  resolvedBy?: PersonRef;
  resolvedOnBehalfOf?: PersonRef;
  resolvedAt?: Date;
  comments: CommentDto[];
}

/** The text in which the words were looked for. */
export class ThreadTextDto {
  /** Absent: the draft. */
  revisionId?: string;
  revisionNumber?: number;
  draftVersion?: number;
  /** The words alone, one line to a paragraph or list item. */
  words: string;
}

export class MentionableDto extends PersonRef {
  /** The narrowest audience that they belong to: they read what is for it and for wider ones. */
  @ApiProperty({ enum: AUDIENCES, enumName: 'CommentAudience' })
  reads: Audience;
}

/** What was said of an update, in the order of its text. */
export class ThreadsDto {
  data: ThreadDto[];
  total: number;
  /** How many are open. */
  open: number;
  /** Absent when there is no text yet. */
  text?: ThreadTextDto;
  people: MentionableDto[];
  availableActions: AvailableAction[];
}
