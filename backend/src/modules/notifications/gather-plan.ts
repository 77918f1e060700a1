import { londonDate } from '../../common/dates.js';
import {
  OPTIONAL_RULES,
  PART_OF_AUDIENCE,
  RULE_KINDS,
  standInOf,
  type Audience,
  type Rule,
  type StandIn,
} from '../reminders/index.js';
import type { MessageChannel, MessageKind } from './message.workflow.js';
import {
  burstEnd,
  burstTime,
  digestTime,
  nextSendingTime,
  USUAL_DIGEST_TIME,
  type SendingHours,
} from './send-time.js';

/** A notice that no message tells yet. */
export interface Ungathered {
  id: string;
  rule: Rule;
  audience: Audience | 'person';
  personId: string;
  /** Who may not be told instead of them. */
  barredIds: readonly string[];
  madeAt: Date;
}

/** How somebody gets messages. */
export interface Recipient {
  id: string;
  isActive: boolean;
  /** London time, HH:MM. */
  digestAt: string;
  inAppOnly: readonly Rule[];
}

/** One message, and the notices that are to be in it. */
export interface WantedMessage {
  personId: string;
  channel: MessageChannel;
  kind: MessageKind;
  /** The day of a digest; of a burst, its first notice. */
  occasion: string;
  sendAt: Date;
  /** How often the provider put off what it takes over of an earlier one. */
  retries: number;
  notices: { id: string; forPersonId: string | null }[];
}

export interface GatherPlan {
  messages: WantedMessage[];
  /** Notices of closed accounts: there is nobody to tell. */
  untold: string[];
}

/** A notice, who is to read it on the day on which it goes, and where. */
export interface Addressed {
  id: string;
  rule: Rule;
  /** Whose notice it is. */
  personId: string;
  readerId: string;
  channels: readonly MessageChannel[];
  /** Of a burst that begins with it. */
  occasion: string;
  /** From when that burst is counted. */
  since: Date;
  /** How often the provider has put it off to that reader. */
  retries?: number;
}

interface Times {
  now: Date;
  hours: SendingHours;
  holidays: ReadonlySet<string>;
}

/**
 * Which messages these notices belong to: for whoever is told (the person, or who covers them on the
 * day on which the email goes), the day's digest or a burst, in the app always and by email unless they
 * chose otherwise. Pure.
 */
export function gatherPlan(
  notices: readonly Ungathered[],
  people: ReadonlyMap<string, Recipient>,
  standIns: readonly StandIn[],
  times: Times,
): GatherPlan {
  const { now, hours, holidays } = times;
  const days = {
    digest: digestTime(now, USUAL_DIGEST_TIME, hours, holidays).day,
    event: londonDate(burstTime(now, hours, holidays)),
  };
  const untold: string[] = [];
  const addressed = notices.flatMap((notice): Addressed[] => {
    const { id, rule, madeAt } = notice;
    const readerId = readerOf(notice, standIns, days[kindOf(rule)]);
    const reader = people.get(readerId);
    if (reader?.isActive) {
      const channels = channelsOf(rule, reader);
      return [{ ...notice, readerId, channels, occasion: id, since: madeAt }];
    }
    untold.push(id);
    return [];
  });
  return { messages: messagesFor(addressed, people, times), untold };
}

/** Who is told on that day: the person, or who covers them for this part of their work. Pure. */
export function readerOf(
  { personId, audience, barredIds }: Pick<Ungathered, 'personId' | 'audience' | 'barredIds'>,
  standIns: readonly StandIn[],
  day: string,
): string {
  const part = audience === 'person' ? null : PART_OF_AUDIENCE[audience];
  return standInOf(standIns, personId, part, day, barredIds) ?? personId;
}

const kindOf = (rule: Rule): MessageKind => (RULE_KINDS[rule].isAtOnce ? 'event' : 'digest');

/** The messages in which these notices are told, each reader's together. Pure. */
export function messagesFor(
  notices: readonly Addressed[],
  people: ReadonlyMap<string, Recipient>,
  times: Times,
): WantedMessage[] {
  const { now, hours, holidays } = times;
  const messages = new Map<string, WantedMessage>();
  for (const notice of notices) {
    const { id, rule, personId, readerId, channels, occasion, since, retries = 0 } = notice;
    const kind = kindOf(rule);
    for (const channel of channels) {
      const key = `${readerId} ${channel} ${kind}`;
      let message = messages.get(key);
      if (!message) {
        const digest = digestTime(now, people.get(readerId)!.digestAt, hours, holidays);
        message = {
          ...{ personId: readerId, channel, kind, retries, notices: [] },
          ...(kind === 'digest'
            ? { occasion: digest.day, sendAt: digest.sendAt }
            : { occasion, sendAt: burstSendAt(channel, since, times) }),
        };
        messages.set(key, message);
      }
      message.retries = Math.max(message.retries, retries);
      message.notices.push({ id, forPersonId: readerId === personId ? null : personId });
    }
  }
  return [...messages.values()];
}

/** In the app always; by email unless the reader chose otherwise for what is not compulsory. Pure. */
export const channelsOf = (
  rule: Rule,
  { inAppOnly }: Pick<Recipient, 'inAppOnly'>,
): MessageChannel[] =>
  OPTIONAL_RULES.includes(rule) && inAppOnly.includes(rule) ? ['in_app'] : ['in_app', 'email'];

/** The app wakes nobody at night: there, only the burst is waited for. */
function burstSendAt(channel: MessageChannel, since: Date, { now, hours, holidays }: Times): Date {
  const ended = burstEnd(since);
  const from = ended > now ? ended : now;
  return channel === 'in_app' ? from : nextSendingTime(from, hours, holidays);
}
