import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { AvailableAction, PersonRef } from '../../../platform/http/refs.dto.js';
import { SearchableListQuery } from '../../../platform/http/list-query.dto.js';
import { OVERRIDE_KINDS, type OverrideKind } from '../../../common/overrides.js';

const toBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

export class OverridesQuery extends SearchableListQuery {
  @IsOptional()
  @IsIn(['madeAt', 'kind'])
  sort: 'madeAt' | 'kind' = 'madeAt';

  /** True: those that hold and wait for a second person. */
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  isOpen?: boolean;

  @IsOptional()
  @IsUUID()
  planId?: string;

  @IsOptional()
  @IsIn(OVERRIDE_KINDS)
  kind?: OverrideKind;

  /** The update, round or hold whose rule was set aside. */
  @IsOptional()
  @IsUUID()
  subjectId?: string;
}

export class OverrideSubjectDto {
  kind: 'update' | 'round' | 'hold';
  id: string;
  title: string;
}

/** A rule set aside: why, by whom, and whether a second person has agreed. */
export class OverrideDto {
  id: string;
  kind: OverrideKind;
  @Type(() => OverrideSubjectDto)
  subject: OverrideSubjectDto;
  planId: string;
  reason: string;
  @Type(() => PersonRef)
  madeBy: PersonRef;
  /** Set when it was made on cover: for whom. */
  madeOnBehalfOf?: PersonRef;
  madeAt: Date;
  @Type(() => PersonRef)
  confirmedBy?: PersonRef;
  /** Set when it was confirmed on cover: for whom. */
  confirmedOnBehalfOf?: PersonRef;
  confirmedAt?: Date;
  /** When the rule came to hold again. */
  endedAt?: Date;
  @Type(() => AvailableAction)
  availableActions: AvailableAction[];
}

export class OverridePage {
  data: OverrideDto[];
  total: number;
}
