import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { SearchableListQuery } from '../../../platform/http/list-query.dto.js';
import { AvailableAction, PersonRef } from '../../../platform/http/refs.dto.js';
import { RULES, type Rule } from '../../reminders/index.js';
import {
  MESSAGE_CHANNELS,
  MESSAGE_KINDS,
  MESSAGE_STATES,
  type MessageChannel,
  type MessageKind,
  type MessageState,
} from '../message.workflow.js';

export class MessagesQuery extends SearchableListQuery {
  @IsOptional()
  @IsIn(['sendAt'])
  sort = 'sendAt' as const;

  @IsOptional()
  @IsIn(MESSAGE_STATES)
  state?: MessageState;

  @IsOptional()
  @IsIn(MESSAGE_CHANNELS)
  channel?: MessageChannel;

  @IsOptional()
  @IsIn(MESSAGE_KINDS)
  kind?: MessageKind;

  @IsOptional()
  @IsUUID()
  personId?: string;

  /** Messages that tell of this round. */
  @IsOptional()
  @IsUUID()
  roundId?: string;

  /** Messages that tell because of this rule. */
  @IsOptional()
  @IsIn(RULES)
  rule?: Rule;
}

export class MessageNoteDto {
  by: string;
  words: string;
}

/** One thing that a message tells. */
export class MessageLineDto {
  subjectId: string;
  roundId: string;
  rules: Rule[];
  title: string;
  /** Its plan and round, when the message is of more than one. */
  place?: string;
  ask: string;
  dueOn?: string;
  when?: string;
  workingDaysLeft?: number;
  @Type(() => MessageNoteDto)
  notes: MessageNoteDto[];
  /** The screen on which it is done, from the root of the site. */
  path: string;
  /** Whom the reader covers, when it is theirs. */
  forName?: string;
}

export class MessageGroupDto {
  heading: string;
  /** What was said of all its lines at once. */
  @Type(() => MessageNoteDto)
  request?: MessageNoteDto;
  @Type(() => MessageLineDto)
  lines: MessageLineDto[];
}

export class MessageRowDto {
  id: string;
  @Type(() => PersonRef)
  person: PersonRef;
  channel: MessageChannel;
  kind: MessageKind;
  state: MessageState;
  /** Absent until it is composed, and when it tells of plans that are not the reader's. */
  subject?: string;
  /** The rules for which it tells what it tells. */
  rules: Rule[];
  sendAt: Date;
  endedAt?: Date;
  failure?: string;
  isAddressWrong: boolean;
}

export class MessagePage {
  data: MessageRowDto[];
  total: number;
}

export class MessageAttemptDto {
  attemptedAt: Date;
  provider: string;
  address: string;
  outcome: string;
  providerId?: string;
  words?: string;
}

/** For what something was to be told, why it was not, and how many notices of it there were. */
export class DroppedReasonDto {
  rule: Rule;
  why: string;
  count: number;
}

/** Something of which there was to be told, and was not: named once. */
export class DroppedNoticeDto {
  title: string;
  @Type(() => DroppedReasonDto)
  reasons: DroppedReasonDto[];
}

export class MessageDto extends MessageRowDto {
  opening?: string;
  @Type(() => MessageGroupDto)
  groups: MessageGroupDto[];
  closing?: string;
  /** It tells of plans that are not the reader's: their lines are left out. */
  isShortened: boolean;
  @Type(() => DroppedNoticeDto)
  dropped: DroppedNoticeDto[];
  @Type(() => MessageAttemptDto)
  attempts: MessageAttemptDto[];
  @Type(() => AvailableAction)
  availableActions: AvailableAction[];
}

/** How sending stands. */
export class MailOutageDto {
  since: Date;
  words: string;
}

export class MessagesOverviewDto {
  /** Absent: there is no provider, and emails are held. */
  provider?: 'smtp' | 'notify';
  /** Emails wait because the provider is away. */
  outage?: MailOutageDto;
  /** How many there are in each state, within the reader's scope. */
  counts: Record<string, number>;
}
