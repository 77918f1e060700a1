import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsISO8601, IsString, MaxLength, MinLength } from 'class-validator';
import { COVER_PARTS, type CoverPart, type Role } from '../../../common/actor.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../passwords.js';

export class SignInDto {
  @IsEmail()
  @MaxLength(254)
  email: string;

  @IsString()
  @MinLength(1)
  @MaxLength(PASSWORD_MAX_LENGTH)
  password: string;
}

export class ChangePasswordDto {
  @IsString()
  @MinLength(1)
  @MaxLength(PASSWORD_MAX_LENGTH)
  currentPassword: string;

  @IsString()
  @MinLength(PASSWORD_MIN_LENGTH)
  @MaxLength(PASSWORD_MAX_LENGTH)
  newPassword: string;
}

export class ClockDto {
  /** The installation's time now. */
  now: Date;
  isDemonstration: boolean;
  /** Milliseconds ahead of real time (negative: behind). */
  offsetMs: number;
}

export class AdvanceClockDto {
  /** The instant to move to; never before the present one. */
  @IsISO8601({ strict: true })
  to: string;
}

export class MyPersonDto extends PersonRef {
  email: string;
}

export class MyCoverDto {
  absent: PersonRef;
  endsOn: string;
  /** What the cover takes over. */
  @ApiProperty({ enum: COVER_PARTS, isArray: true })
  parts: CoverPart[];
}

export class MeDto {
  person: MyPersonDto;
  /** The roles held, also on cover. */
  roles: Role[];
  permissions: string[];
  covers: MyCoverDto[];
  /** To be sent back as X-CSRF-Token with every request that changes something. */
  csrfToken: string;
  clock: ClockDto;
}
