import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { AvailableAction, PersonRef } from '../../../platform/http/refs.dto.js';
import {
  AUDIENCES,
  MOST_DAYS,
  MOST_RULES,
  TIMED_RULES,
  type Audience,
  type TimedRule,
} from '../rules.js';

/** One line of a schedule. */
export class ScheduledRuleDto {
  @IsIn(TIMED_RULES)
  rule: TimedRule;

  /** Working days before or after; 0 on the day. */
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  days: number;

  @IsArray()
  @ArrayMinSize(1, { message: 'Say who is told.' })
  @ArrayUnique()
  @IsIn(AUDIENCES, { each: true })
  to: Audience[];
}

export class PreviewRemindersDto {
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ScheduledRuleDto)
  rules: ScheduledRuleDto[];
}

export class SaveRemindersDto extends PreviewRemindersDto {
  /** The version that was seen: 0 for a round that has none of its own. */
  @IsInt()
  @Min(0)
  version: number;
}

/** A rule that a schedule can use, and whom it can tell. */
export class RuleKindDto {
  rule: TimedRule;
  to: Audience[];
}

export class RoundRemindersDto {
  @Type(() => ScheduledRuleDto)
  rules: ScheduledRuleDto[];
  version: number;
  /** Its own; what was last set in the plan; or as delivered. */
  from: 'round' | 'earlier' | 'usual';
  savedAt?: Date;
  @Type(() => RuleKindDto)
  kinds: RuleKindDto[];
  @Type(() => AvailableAction)
  availableActions: AvailableAction[];
}

export class ReminderSubjectDto {
  id: string;
  kind: 'update' | 'round';
  title: string;
  dueOn?: string;
}

/** One person, one day: what they would be reminded of as things stand. */
export class ForeseenReminderDto {
  onDay: string;
  rule: TimedRule;
  days: number;
  audience: Audience;
  @Type(() => PersonRef)
  person: PersonRef;
  /** Who gets it instead, being on cover that day. */
  coveredBy?: PersonRef;
  @Type(() => ReminderSubjectDto)
  subjects: ReminderSubjectDto[];
}

export class ReminderPreviewDto {
  /** Of a planned round: the day on which it is taken to open. */
  asIfOpenedOn?: string;
  /** From this day to the other, as things stand now. */
  fromDay: string;
  untilDay: string;
  /** The schedule may name later days, too far ahead to be foreseen. */
  isCutOff: boolean;
  @Type(() => ForeseenReminderDto)
  reminders: ForeseenReminderDto[];
}

export class LateUpdateDto {
  id: string;
  title: string;
  state: string;
  dueOn: string;
  /** Above 0: late by so many working days. */
  workingDaysLate: number;
  /** Asked for today already, by the secretariat. */
  isChasedToday: boolean;
}

/** An owner with what they have not submitted in time. */
export class LateOwnerDto {
  @Type(() => PersonRef)
  person: PersonRef;
  /** Who gets it instead, being on cover today. */
  coveredBy?: PersonRef;
  @Type(() => LateUpdateDto)
  updates: LateUpdateDto[];
}

/** What is late and nobody can be asked for. */
export class UnreachableUpdateDto extends LateUpdateDto {
  /** Its owner, whose account is closed; absent when it has none. */
  person?: PersonRef;
}

export class LateOwnersDto {
  /** Those who can be asked. */
  @Type(() => LateOwnerDto)
  owners: LateOwnerDto[];
  @Type(() => UnreachableUpdateDto)
  unreachable: UnreachableUpdateDto[];
  /** The words proposed. */
  words: string;
}

export class ChaseDto {
  @IsArray()
  @ArrayMinSize(1, { message: 'Choose at least one update.' })
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  updateIds: string[];

  @IsString()
  @MaxLength(2000)
  @Matches(/\S/, { message: 'Say what you ask of them.' })
  words: string;
}

export class ChasedDto {
  /** Updates for which their owners are now asked. */
  asked: number;
  /** Asked for today already. */
  askedBefore: number;
}
