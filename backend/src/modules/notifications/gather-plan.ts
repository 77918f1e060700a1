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
  BURST_MINUTES,
  burstTime,
  digestTime,
  USUAL_DIGEST_TIME,
  type SendingHours,
} from './send-time.js';

/** A notice that no message tells yet. */
export interface Ungathered {
  id: string;
  rule: Rule;
  audience: Audience | 'person';
  personId: string;
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
  notices: { id: string; forPersonId: string | null }[];
}

export interface GatherPlan {
  messages: WantedMessage[];
  /** Notices of closed accounts: there is nobody to tell. */
  untold: string[];
}

/**
 * Which messages these notices belong to: for whoever is told (the person, or who covers them that
 * day), the day's digest or a burst, in the app always and by email unless they chose otherwise. Pure.
 */
export function gatherPlan(
  notices: readonly Ungathered[],
  people: ReadonlyMap<string, Recipient>,
  standIns: readonly StandIn[],
  { now, hours, holidays }: { now: Date; hours: SendingHours; holidays: ReadonlySet<string> },
): GatherPlan {
  const messages = new Map<string, WantedMessage>();
  const untold: string[] = [];
  for (const { id, rule, audience, personId } of notices) {
    const { isAtOnce } = RULE_KINDS[rule];
    const usual = digestTime(now, USUAL_DIGEST_TIME, hours, holidays);
    const part = audience === 'person' ? null : PART_OF_AUDIENCE[audience];
    const day = isAtOnce ? londonDate(now) : usual.day;
    const readerId = standInOf(standIns, personId, part, day) ?? personId;
    const reader = people.get(readerId);
    if (!reader?.isActive) {
      untold.push(id);
      continue;
    }
    for (const channel of channelsOf(rule, reader)) {
      const kind = isAtOnce ? 'event' : 'digest';
      const key = `${readerId} ${channel} ${kind}`;
      let message = messages.get(key);
      if (!message) {
        const digest = digestTime(now, reader.digestAt, hours, holidays);
        message = {
          ...{ personId: readerId, channel, kind, notices: [] },
          ...(kind === 'digest'
            ? { occasion: digest.day, sendAt: digest.sendAt }
            : { occasion: id, sendAt: burstSendAt(channel, now, hours, holidays) }),
        };
        messages.set(key, message);
      }
      message.notices.push({ id, forPersonId: readerId === personId ? null : personId });
    }
  }
  return { messages: [...messages.values()], untold };
}

const channelsOf = (rule: Rule, { inAppOnly }: Recipient): MessageChannel[] =>
  OPTIONAL_RULES.includes(rule) && inAppOnly.includes(rule) ? ['in_app'] : ['in_app', 'email'];

/** The app wakes nobody at night: there, only the burst is waited for. */
const burstSendAt = (
  channel: MessageChannel,
  now: Date,
  hours: SendingHours,
  holidays: ReadonlySet<string>,
): Date =>
  channel === 'in_app'
    ? new Date(now.getTime() + BURST_MINUTES * 60_000)
    : burstTime(now, hours, holidays);
