import { isWorkingDay, workingDaysBetween } from '../../common/dates.js';
import type { AskedRound, AskedUpdate } from './asked.js';
import {
  AUDIENCES_OF,
  type Audience,
  type Rule,
  type ScheduledRule,
  type TimedRule,
} from './rules.js';

/** Somebody who is to be told of something on a working day. */
export interface DueNotice {
  rule: Rule;
  /** Which of the rule's occasions it is: the working days, or the id of what happened. */
  occasion: string;
  subject: { kind: 'update' | 'round'; id: string };
  personId: string;
  audience: Audience | 'person';
}

/**
 * Who is reminded of what on a day, as things stand: the one answer for the reminders themselves and
 * for their preview. Each rule names one working day, so that nothing is said twice; on a day that is
 * none, nobody is reminded of anything. Nobody is told the same in two parts. Pure.
 * @param holidays bank holidays as YYYY-MM-DD
 */
export function dueNotices(
  day: string,
  schedule: readonly ScheduledRule[],
  round: AskedRound,
  updates: readonly AskedUpdate[],
  holidays: ReadonlySet<string>,
): DueNotice[] {
  if (!isWorkingDay(day, holidays)) return [];
  const notices: DueNotice[] = [];
  for (const { rule, days, to } of schedule) {
    const occasion = String(days);
    const working = (from: string, until: string): number =>
      workingDaysBetween(from, until, holidays);
    if (rule === 'before_sign_off' || rule === 'sign_off_overdue') {
      const left = working(day, round.signOffDueOn);
      if (!round.isSignatureAsked || left !== (rule === 'before_sign_off' ? days : -days)) continue;
      const subject = { kind: 'round', id: round.id } as const;
      notices.push(
        ...told(rule, to, (audience) => peopleOfRound(audience, round), { occasion, subject }),
      );
      continue;
    }
    for (const update of updates) {
      if (!isDue(rule, days, day, update, working)) continue;
      const subject = { kind: 'update', id: update.id } as const;
      notices.push(
        ...told(rule, to, (audience) => peopleOfUpdate(audience, update, round), {
          occasion,
          subject,
        }),
      );
    }
  }
  return notices;
}

/** Who is told that the round has opened: the owners of what is to be written. Pure. */
export const kickOffNotices = (
  schedule: readonly ScheduledRule[],
  round: AskedRound,
  updates: readonly AskedUpdate[],
): DueNotice[] =>
  schedule
    .filter(({ rule }) => rule === 'kick_off')
    .flatMap(({ to }) =>
      updates
        .filter(({ ask }) => ask === 'draft')
        .flatMap((update) =>
          told('kick_off', to, (audience) => peopleOfUpdate(audience, update, round), {
            ...{ occasion: '0', subject: { kind: 'update', id: update.id } },
          }),
        ),
    );

function isDue(
  rule: TimedRule,
  days: number,
  day: string,
  { ask, respondBy, sinceOn }: AskedUpdate,
  working: (from: string, until: string) => number,
): boolean {
  const isDrafted = ask === 'draft' || ask === 'resume';
  switch (rule) {
    // Told when the round opens, whatever day it was to open on.
    case 'kick_off':
      return false;
    case 'before_due':
      return isDrafted && day <= respondBy && working(day, respondBy) === days;
    case 'overdue':
      return isDrafted && day > respondBy && working(respondBy, day) === days;
    case 'review_waiting':
      return ask === 'review' && working(sinceOn, day) === days;
    case 'clearance_waiting':
      return ask === 'clear' && working(sinceOn, day) === days;
    case 'return_waiting':
      return ask === 'resume' && working(sinceOn, day) === days;
    case 'still_true_waiting':
      return ask === 'confirm_still_true' && working(sinceOn, day) === days;
    case 'before_sign_off':
    case 'sign_off_overdue':
      return false;
  }
}

function told(
  rule: TimedRule,
  to: readonly Audience[],
  peopleOf: (audience: Audience) => readonly string[],
  what: Pick<DueNotice, 'occasion' | 'subject'>,
): DueNotice[] {
  const notices = new Map<string, DueNotice>();
  // In the order of the parts, whatever the schedule's is: an owner who leads is told as owner.
  for (const audience of AUDIENCES_OF[rule]) {
    if (!to.includes(audience)) continue;
    for (const personId of peopleOf(audience)) {
      if (!notices.has(personId)) notices.set(personId, { rule, ...what, personId, audience });
    }
  }
  return [...notices.values()];
}

/** Whose it is in that part of the round. */
export const peopleOfRound = (audience: Audience, round: AskedRound): readonly string[] =>
  audience === 'signatory' ? round.signatoryIds : round.secretariatIds;

/** Whose it is in that part. What has no owner, lead or clearer is the secretariat's to see to. */
export function peopleOfUpdate(
  audience: Audience,
  { ownerId, claimedById, leadIds, clearerIds }: AskedUpdate,
  { secretariatIds }: AskedRound,
): readonly string[] {
  const people =
    audience === 'owner'
      ? ownerId === null
        ? []
        : [ownerId]
      : audience === 'lead'
        ? claimedById === null
          ? leadIds
          : [claimedById]
        : audience === 'clearer'
          ? clearerIds
          : secretariatIds;
  return people.length > 0 ? people : secretariatIds;
}
