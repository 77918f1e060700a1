import { isWorkingDay, workingDaysBetween } from '../../common/dates.js';
import { signingLateFrom, type AskedRound, type AskedUpdate } from './asked.js';
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

type Occasion = Pick<DueNotice, 'occasion' | 'subject'>;

/**
 * Who is reminded of what on a day, as things stand: the one answer for the reminders themselves and
 * for their preview. Each rule names one working day, so that nothing is said twice; on a day that is
 * none, nobody is reminded of anything, unless the round opens on it. Nobody is told the same in two
 * parts; and whoever is told of the opening is told in the same message by when. Pure.
 * @param holidays bank holidays as YYYY-MM-DD
 */
export function dueNotices(
  day: string,
  schedule: readonly ScheduledRule[],
  round: AskedRound,
  updates: readonly AskedUpdate[],
  holidays: ReadonlySet<string>,
): DueNotice[] {
  const isWorking = isWorkingDay(day, holidays);
  const isOpeningTold = day === round.openedOn && schedule.some(({ rule }) => rule === 'kick_off');
  return schedule.flatMap(({ rule, days, to }) => {
    if (!isWorking && rule !== 'kick_off') return [];
    if (isOpeningTold && rule === 'before_due') return [];
    const occasion = String(days);
    if (isOfRound(rule)) {
      if (!isRoundsDay(rule, days, day, round, holidays)) return [];
      const people = toBeTold(to, round);
      const what = { occasion, subject: { kind: 'round', id: round.id } as const };
      return told(rule, people, (audience) => peopleOfRound(audience, round), round, what);
    }
    return updates
      .filter((update) => isUpdatesDay(rule, days, day, update, round, holidays))
      .flatMap((update) => {
        const what = { occasion, subject: { kind: 'update', id: update.id } as const };
        return told(rule, to, (audience) => peopleOfUpdate(audience, update, round), round, what);
      });
  });
}

/** Rules about a round as a whole; the others are about its updates. */
export const isOfRound = (rule: Rule): rule is 'before_sign_off' | 'sign_off_overdue' =>
  rule === 'before_sign_off' || rule === 'sign_off_overdue';

/** While there is nothing to sign, it is the secretariat's to see to; afterwards, nobody's. */
const toBeTold = (
  to: readonly Audience[],
  { isSignatureAsked, isToBeSealed }: AskedRound,
): readonly Audience[] => (isSignatureAsked ? to : isToBeSealed ? ['secretariat'] : []);

/** Whether the rule, with so many days, names this day for signing the round. */
export const isRoundsDay = (
  rule: 'before_sign_off' | 'sign_off_overdue',
  days: number,
  day: string,
  round: AskedRound,
  holidays: ReadonlySet<string>,
): boolean =>
  rule === 'before_sign_off'
    ? workingDaysBetween(day, round.signOffDueOn, holidays) === days
    : workingDaysBetween(signingLateFrom(round), day, holidays) === days;

/** Whether the rule, with so many days, names this day for what the update asks. */
export function isUpdatesDay(
  rule: Exclude<TimedRule, 'before_sign_off' | 'sign_off_overdue'>,
  days: number,
  day: string,
  update: AskedUpdate,
  round: AskedRound,
  holidays: ReadonlySet<string>,
): boolean {
  const { ask, respondBy, askedFromOn, sinceOn, cameBackOn } = update;
  const { openedOn } = round;
  const givenOn = givenOnOf(update, round);
  // Of a correction that was started since, no day before was anybody's.
  const isDrafted = (ask === 'draft' || ask === 'resume') && day >= askedFromOn;
  // What came back, or became another's, when it was late already is late anew from then on.
  const lateFrom = latest(respondBy, cameBackOn, givenOn);
  // Of what was asked or handed over they were told at once: that day's reminder would say it again.
  const toldOn = latest(askedFromOn, cameBackOn, givenOn);
  const isToldToday = day === toldOn && day !== openedOn;
  const hasWaitedFrom = (from: string): boolean => workingDaysBetween(from, day, holidays) === days;
  switch (rule) {
    case 'kick_off':
      return ask === 'draft' && day === openedOn;
    case 'before_due':
      return (
        isDrafted &&
        !isToldToday &&
        day <= respondBy &&
        workingDaysBetween(day, respondBy, holidays) === days
      );
    case 'overdue':
      return isDrafted && day > lateFrom && workingDaysBetween(lateFrom, day, holidays) === days;
    case 'review_waiting':
      return ask === 'review' && hasWaitedFrom(sinceOn);
    case 'clearance_waiting':
      return ask === 'clear' && hasWaitedFrom(sinceOn);
    case 'return_waiting':
      return ask === 'resume' && hasWaitedFrom(latest(sinceOn, givenOn));
    case 'still_true_waiting':
      return ask === 'confirm_still_true' && hasWaitedFrom(latest(sinceOn, givenOn));
  }
}

/** When it last became another's; whoever owned it when the round opened was asked by its schedule. */
export const givenOnOf = ({ ownedFromOn }: AskedUpdate, { openedOn }: AskedRound): string | null =>
  ownedFromOn && (openedOn ?? '') < ownedFromOn ? ownedFromOn : null;

/** The last of these dates. */
const latest = (first: string, ...others: readonly (string | null)[]): string =>
  others.reduce<string>((last, each) => (each !== null && each > last ? each : last), first);

/** What nobody is there for is the secretariat's to see to. */
function told(
  rule: TimedRule,
  to: readonly Audience[],
  peopleOf: (audience: Audience) => readonly string[],
  { secretariatIds }: AskedRound,
  what: Occasion,
): DueNotice[] {
  const notices = new Map<string, DueNotice>();
  // In the order of the parts, whatever the schedule's is: an owner who leads is told as owner.
  for (const audience of AUDIENCES_OF[rule].filter((each) => to.includes(each))) {
    const people = peopleOf(audience);
    const whom = people.length > 0 ? { people, audience } : toSecretariat(secretariatIds);
    for (const personId of whom.people) {
      if (notices.has(personId)) continue;
      notices.set(personId, { rule, ...what, personId, audience: whom.audience });
    }
  }
  return [...notices.values()];
}

const toSecretariat = (people: readonly string[]) => ({ people, audience: 'secretariat' }) as const;

/** Whose it is in that part of the round. */
export const peopleOfRound = (audience: Audience, round: AskedRound): readonly string[] =>
  audience === 'signatory' ? round.signatoryIds : round.secretariatIds;

/** Whose it is in that part; nobody where it has no owner, lead or clearer. */
export function peopleOfUpdate(
  audience: Audience,
  { ownerId, claimedById, leadIds, barredIds, clearerIds }: AskedUpdate,
  { secretariatIds }: AskedRound,
): readonly string[] {
  switch (audience) {
    case 'owner':
      return ownerId === null ? [] : [ownerId];
    case 'lead':
      // A lead who edited what they had claimed leaves it to another.
      return claimedById === null || barredIds.includes(claimedById) ? leadIds : [claimedById];
    case 'clearer':
      return clearerIds;
    default:
      return secretariatIds;
  }
}
