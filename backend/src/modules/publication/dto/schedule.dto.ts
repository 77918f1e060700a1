import { Type } from 'class-transformer';
import { IsString, Matches } from 'class-validator';
import { PersonRef } from '../../../platform/http/refs.dto.js';

export class SchedulePublicationDto {
  /** London time, to the minute: 2022-06-10T09:30. */
  @IsString()
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { message: 'Give a date and a time.' })
  at: string;
}

/** A time at which what is signed is to be published, or was to be. */
export class ScheduleDto {
  publishAt: Date;
  state: 'waiting' | 'failed' | 'lapsed';
  @Type(() => PersonRef)
  setBy: PersonRef;
  /** Set when it was set on cover: for whom. */
  setOnBehalfOf?: PersonRef;
  setAt: Date;
  /** While it waits: what would refuse it as things stand now. */
  warning?: string;
  /** Why nothing was published at the time. */
  failure?: string;
}
