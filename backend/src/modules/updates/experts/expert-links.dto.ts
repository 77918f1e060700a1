import { IsEmail, IsInt, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { PersonRef } from '../../../platform/http/refs.dto.js';

export class NewExpertLinkDto {
  /** The submitted revision that the expert is shown. */
  @IsUUID()
  revisionId: string;

  /** Whom you ask, as your colleagues will read it. */
  @IsString()
  @MaxLength(200)
  @Matches(/\S/, { message: 'Say whom you ask.' })
  name: string;

  @IsEmail()
  @MaxLength(320)
  address: string;

  /** What you would like to know: the expert reads it. */
  @IsString()
  @MaxLength(2000)
  @Matches(/\S/, { message: 'Say what you would like to know.' })
  purpose: string;

  /** For how many days the link holds. */
  @IsInt()
  @Min(1)
  @Max(30)
  days: number;
}

export class ExpertLinkDto {
  id: string;
  name: string;
  address: string;
  purpose: string;
  revisionNumber: number;
  madeBy: PersonRef;
  madeAt: Date;
  /** Real time. */
  expiresAt: Date;
  lastViewedAt?: Date;
  revokedAt?: Date;
  isOpen: boolean;
}

export class ExpertLinksDto {
  data: ExpertLinkDto[];
  total: number;
}

/** The only time that the link is told. */
export class MadeExpertLinkDto extends ExpertLinksDto {
  url: string;
}
