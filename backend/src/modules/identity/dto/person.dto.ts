import { Transform, Type } from 'class-transformer';
import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { COVER_PARTS, ROLES, type CoverPart, type Role } from '../../../common/actor.js';
import { ListQuery, SearchableListQuery } from '../../../platform/http/list-query.dto.js';
import { OrganisationRef, PersonRef } from '../../../platform/http/refs.dto.js';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../passwords.js';

const toBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

export class PeopleQuery extends SearchableListQuery {
  @IsOptional()
  @IsIn(['name', 'email', 'organisation'])
  sort: 'name' | 'email' | 'organisation' = 'name';

  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @IsOptional()
  @IsIn(ROLES)
  role?: Role;

  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  isActive?: boolean;
}

export class ChoicesQuery {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** With those whose accounts are closed, for whoever may read people. */
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  withClosed?: boolean;
}

export class CreatePersonDto {
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  name: string;

  @IsEmail()
  @MaxLength(254)
  email: string;

  @IsUUID()
  organisationId: string;

  @IsString()
  @MinLength(PASSWORD_MIN_LENGTH)
  @MaxLength(PASSWORD_MAX_LENGTH)
  password: string;
}

export class ChangePersonDto {
  @IsOptional()
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  name?: string;

  @IsOptional()
  @IsEmail()
  @MaxLength(254)
  email?: string;

  @IsOptional()
  @IsUUID()
  organisationId?: string;

  @IsOptional()
  @IsBoolean()
  isActive?: boolean;
}

export class SetPasswordDto {
  @IsString()
  @MinLength(PASSWORD_MIN_LENGTH)
  @MaxLength(PASSWORD_MAX_LENGTH)
  password: string;
}

export class GiveGrantDto {
  @IsIn(ROLES)
  role: Role;

  @IsOptional()
  @IsUUID()
  planId?: string;

  @IsOptional()
  @IsUUID()
  chapterId?: string;

  @IsOptional()
  @IsUUID()
  commitmentId?: string;

  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class GrantDto {
  id: string;
  role: Role;
  /** Where it holds, in words. */
  scope: string;
  planId?: string;
  chapterId?: string;
  commitmentId?: string;
  organisationId?: string;
}

export class CoverDto {
  id: string;
  absent: PersonRef;
  cover: PersonRef;
  startsOn: string;
  endsOn: string;
  /** What the cover takes over. */
  @ApiProperty({ enum: COVER_PARTS, isArray: true })
  parts: CoverPart[];
  endedAt?: Date;
}

export class SetCoverDto {
  @IsUUID()
  absentId: string;

  @IsUUID()
  coverId: string;

  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  startsOn: string;

  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  endsOn: string;

  /** What the cover takes over: signing only when it is named. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(COVER_PARTS, { each: true })
  @ApiProperty({ enum: COVER_PARTS, isArray: true })
  parts: CoverPart[];
}

export class CoversQuery extends ListQuery {
  @IsOptional()
  @IsIn(['startsOn'])
  sort = 'startsOn' as const;

  @IsOptional()
  @IsUUID()
  personId?: string;
}

export class CoverPage {
  data: CoverDto[];
  total: number;
}

export class PersonDto {
  id: string;
  name: string;
  email: string;
  organisation: OrganisationRef;
  isActive: boolean;
  roles: Role[];
}

export class PersonDetailDto extends PersonDto {
  grants: GrantDto[];
  covers: CoverDto[];
  /** How many commitments name them as owner. */
  ownedCommitments: number;
}

export class PersonPage {
  data: PersonDto[];
  total: number;
}

export class PersonChoices {
  data: PersonRef[];
  total: number;
}

export class OtherNameDto {
  /** former: its name until then. variant: what an edition called it beside its own name. */
  kind: 'former' | 'variant';
  name: string;
  shortName?: string;
  /** First and last day; absent when not known, or not over. */
  validFrom?: string;
  validUntil?: string;
}

export class OrganisationDto extends OrganisationRef {
  isClearanceRequired: boolean;
  /** The latest first. */
  @Type(() => OtherNameDto)
  otherNames: OtherNameDto[];
}

export class OrganisationPage {
  data: OrganisationDto[];
  total: number;
}

export class OrganisationsQuery extends SearchableListQuery {
  @IsOptional()
  @IsIn(['name', 'shortName'])
  sort: 'name' | 'shortName' = 'name';
}

export class SaveOrganisationDto {
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  name: string;

  @IsString()
  @MinLength(2)
  @MaxLength(60)
  shortName: string;

  @IsOptional()
  @IsBoolean()
  isClearanceRequired?: boolean;

  /** The first day of a new name: the old one is kept. Without it the spelling is put right. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  renamedOn?: string;
}
