import { Type } from 'class-transformer';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import type { Rule } from '../../reminders/index.js';

/** When an update's present owner, or who covered them, was last reminded of it. */
export class RemindedUpdateDto {
  updateId: string;
  @Type(() => PersonRef)
  person: PersonRef;
  rule: Rule;
  remindedAt: Date;
}

export class RemindedDayDto {
  day: string;
  /** How many people were reminded that day, and of how many updates. */
  people: number;
  updates: number;
}

export class RemindedDto {
  @Type(() => RemindedUpdateDto)
  updates: RemindedUpdateDto[];
  @Type(() => RemindedDayDto)
  days: RemindedDayDto[];
}

export class RemindedUpdateList {
  @Type(() => RemindedUpdateDto)
  data: RemindedUpdateDto[];
}
