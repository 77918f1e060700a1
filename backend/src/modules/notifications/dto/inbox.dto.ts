import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Min,
} from 'class-validator';
import { ListQuery } from '../../../platform/http/list-query.dto.js';
import { OPTIONAL_RULES, type Rule } from '../../reminders/index.js';
import type { MessageKind } from '../message.workflow.js';
import { MessageGroupDto } from './messages.dto.js';

export class InboxQuery extends ListQuery {
  @IsOptional()
  @IsIn(['sendAt'])
  sort = 'sendAt' as const;
}

export class InboxMessageDto {
  id: string;
  kind: MessageKind;
  subject: string;
  opening: string;
  @Type(() => MessageGroupDto)
  groups: MessageGroupDto[];
  closing: string;
  sentAt: Date;
  isRead: boolean;
}

export class InboxPage {
  data: InboxMessageDto[];
  total: number;
}

export class UnreadDto {
  unread: number;
}

export class ReadInboxDto {
  /** Which are read; absent: all. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids?: string[];
}

/** A reason for messages that can be told in the app only. */
export class OptionalRuleDto {
  rule: Rule;
}

export class MessageSettingsDto {
  /** London time, HH:MM. */
  digestAt: string;
  inAppOnly: Rule[];
  /** What may be chosen for that; everything else always comes by email. */
  optional: Rule[];
  version: number;
  /** Emails arrive on working days between these times. */
  from: string;
  until: string;
  /** When what happens now comes by email to those who are told at once. Absent: emails are held. */
  soonestEmailAt?: Date;
}

export class SaveMessageSettingsDto {
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'Give a time such as 08:30.' })
  digestAt: string;

  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(20)
  @IsIn(OPTIONAL_RULES, { each: true })
  inAppOnly: Rule[];

  @IsInt()
  @Min(0)
  version: number;
}
