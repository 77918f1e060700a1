import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { WITHDRAWAL_TYPES, type WithdrawalType } from '../../../common/withdrawal-types.js';
import { ListQuery } from '../../../platform/http/list-query.dto.js';
import { AvailableAction, PersonRef } from '../../../platform/http/refs.dto.js';
import { ASKED_STATES, type AskedState } from '../../../common/second-person.js';

export class AskToWithdrawDto {
  /** This version alone, or every version of the edition so far. */
  @IsIn(['version', 'edition'])
  scope: 'version' | 'edition';

  /** What kind of reason it is, which the public is told too. */
  @IsIn(WITHDRAWAL_TYPES)
  reasonType: WithdrawalType;

  /** Why, for the record. */
  @IsString()
  @MaxLength(4000)
  @Matches(/\S/, { message: 'Give the reason.' })
  reason: string;

  /** What the public reads in the place of what is withdrawn. */
  @IsString()
  @MaxLength(4000)
  @Matches(/\S/, { message: 'Say what the public is told in its place.' })
  explanation: string;
}

export class WithdrawalsQuery extends ListQuery {
  @IsOptional()
  @IsIn(['askedAt'])
  sort = 'askedAt' as const;

  @IsOptional()
  @IsIn(ASKED_STATES)
  state?: AskedState;

  @IsOptional()
  @IsUUID()
  roundId?: string;
}

/** The version on whose page it was asked for. */
export class WithdrawnEditionRef {
  id: string;
  title: string;
  slug: string;
}

/** Versions of an edition that are withdrawn, or are to be when a second person confirms. */
export class WithdrawalDto {
  id: string;
  planId: string;
  roundId: string;
  @Type(() => WithdrawnEditionRef)
  edition: WithdrawnEditionRef;
  /** The versions from this one to `toVersion`. */
  fromVersion: number;
  toVersion: number;
  @ApiProperty({ enum: WITHDRAWAL_TYPES })
  reasonType: WithdrawalType;
  reason: string;
  explanation: string;
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
  @Type(() => AvailableAction)
  availableActions: AvailableAction[];
}

export class WithdrawalPage {
  data: WithdrawalDto[];
  total: number;
}
