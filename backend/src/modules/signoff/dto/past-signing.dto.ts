import { ApiProperty } from '@nestjs/swagger';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import { RoundRefDto, UPDATE_STATES, type UpdateState } from '../../updates/index.js';

export const SEAL_OUTCOMES = [
  'sealed',
  'signed',
  'published',
  'declined',
  'unsealed',
  'abandoned',
] as const;
export type SealOutcome = (typeof SEAL_OUTCOMES)[number];

/** An update that a signatory would not sign for, and where it stands now. */
export class PastObjectionDto {
  updateId: string;
  title: string;
  reason: string;
  @ApiProperty({ enum: UPDATE_STATES })
  state: UpdateState;
  isOmitted: boolean;
}

/** What was put before a signatory, and what became of it. */
export class PastSigningDto {
  manifestId: string;
  hash: string;
  version: number;
  /** 0 for the round itself, otherwise the correction's number. */
  correctionNo: number;
  sealedBy: PersonRef;
  /** Set when it was sealed on cover: for whom. */
  sealedOnBehalfOf?: PersonRef;
  sealedAt: Date;
  @ApiProperty({ enum: SEAL_OUTCOMES })
  outcome: SealOutcome;
  /** Who brought that about, and when: who signed, declined, unsealed or abandoned. */
  by?: PersonRef;
  onBehalfOf?: PersonRef;
  at?: Date;
  /** Why it was unsealed, or its correction abandoned. */
  reason?: string;
  /** Why it was declined, in the order of print. */
  objections: PastObjectionDto[];
}

/** All that was ever sealed in a round, the newest first, and what stands in the way of the next seal. */
export class PastSigningsDto {
  round: RoundRefDto;
  data: PastSigningDto[];
  total: number;
  /** The correction under way; 0 when there is none. */
  correctionNo: number;
  /** Updates that are neither approved nor omitted. */
  waiting: number;
  /** Approved updates whose publication has moved since, not yet confirmed as still true. */
  unconfirmed: number;
}
