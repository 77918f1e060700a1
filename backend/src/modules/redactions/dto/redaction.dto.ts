import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { ListQuery } from '../../../platform/http/list-query.dto.js';
import { AvailableAction, PersonRef } from '../../../platform/http/refs.dto.js';
import { ASKED_STATES, type AskedState } from '../../../common/second-person.js';

export class AskForRedactionDto {
  /** The exact words, whatever their case: whole words are found, and nothing inside longer ones. */
  @IsOptional()
  @IsString()
  @MinLength(3)
  @MaxLength(200)
  @Matches(/\S/, { message: 'Give the words.' })
  words?: string;

  /** Instead of words: the update's evidence whose file must not be kept, wherever it is named. */
  @IsOptional()
  @IsUUID()
  evidenceId?: string;

  /** Kept: it must not hold the words. */
  @IsString()
  @MinLength(3)
  @MaxLength(4000)
  @Matches(/\S/, { message: 'Give the reason.' })
  reason: string;
}

export class ConfirmRedactionDto {
  /** The hash of the effect that was shown. */
  @Matches(/^[0-9a-f]{64}$/)
  effectHash: string;
}

export class RedactionsQuery extends ListQuery {
  @IsOptional()
  @IsIn(['askedAt'])
  sort = 'askedAt' as const;

  @IsOptional()
  @IsIn(ASKED_STATES)
  state?: AskedState;

  @IsOptional()
  @IsUUID()
  updateId?: string;
}

/** The update in which the words were found. */
export class RedactionUpdateDto {
  id: string;
  title: string;
}

/** Words to be taken out of every text of a plan, or a file out of the store; or that were. */
export class RedactionDto {
  id: string;
  planId: string;
  @Type(() => RedactionUpdateDto)
  update: RedactionUpdateDto;
  reason: string;
  /** Set when it is a file that is taken out: the SHA-256 of its bytes. */
  fileSha256?: string;
  state: AskedState;
  @Type(() => PersonRef)
  askedBy: PersonRef;
  /** Set when it was asked for on cover: for whom. */
  askedOnBehalfOf?: PersonRef;
  askedAt: Date;
  @Type(() => PersonRef)
  decidedBy?: PersonRef;
  decidedOnBehalfOf?: PersonRef;
  decidedAt?: Date;
  /** How many texts and files were changed; 0 unless it is confirmed. */
  changed: number;
  @Type(() => AvailableAction)
  availableActions: AvailableAction[];
}

/** Texts of one kind that hold the words. */
export class AffectedTextsDto {
  /** What such a text is called. */
  what: string;
  count: number;
  /** The records, by their titles. */
  titles: string[];
}

export class RedactionEffectDto {
  hash: string;
  @Type(() => AffectedTextsDto)
  texts: AffectedTextsDto[];
}

export class RedactionDetailDto extends RedactionDto {
  /** Only while a second person decides: then they are gone. */
  words?: string;
  /** What confirming would change. */
  @Type(() => RedactionEffectDto)
  effect?: RedactionEffectDto;
}

export class RedactionPage {
  data: RedactionDto[];
  total: number;
}
