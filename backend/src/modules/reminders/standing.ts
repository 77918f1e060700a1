import type { AskedUpdate, UpdateAsk } from './asked.js';
import {
  givenOnOf,
  isOfRound,
  isRoundsDay,
  isUpdatesDay,
  peopleOfRound,
  peopleOfUpdate,
} from './due-notices.js';
import { lineOf, type LineFacts, type NoticeLine } from './notice-line.js';
import {
  TIMED_RULES,
  type Audience,
  type Rule,
  type ScheduledRule,
  type TimedRule,
} from './rules.js';
import { IS_OTHERS, whyNotWords, type PlainWhyNot, type WhyNot } from './why-not.js';

/** A notice with what it is about, as that stands now. */
export interface NoticeFacts extends LineFacts {
  id: string;
  /** Which of the rule's occasions it is, and the day for which it was made. */
  occasion: string;
  onDay: string;
  personId: string;
  /** What reminds people of its round, as it is now. */
  schedule: readonly ScheduledRule[];
  /**
   * Of a mention, and of an expert's comment: the thread is open, and they have not answered it. Of being asked to help: they are
   * among those who write it. Of a publication that failed: what was signed is neither published nor void.
   */
  stillHolds?: boolean;
  /** Of the same: as what they may read the comment now. */
  readsAs?: readonly Audience[];
}

export type Standing =
  | { stands: true; line: NoticeLine }
  /** `isOthers`: it is still to be told, to somebody else. */
  | { stands: false; why: string; isOthers: boolean };

/**
 * Whether a notice is still to be told, and in which words: asked anew whenever a message is about to
 * go. Pure.
 * @param today the London date
 * @param holidays bank holidays as YYYY-MM-DD
 */
export function standingOf(
  notice: NoticeFacts,
  today: string,
  holidays: ReadonlySet<string>,
): Standing {
  const whyNot = notice.update
    ? whyNotUpdate(notice, notice.update, holidays)
    : whyNotRound(notice, holidays);
  return whyNot
    ? { stands: false, why: whyNotWords(whyNot), isOthers: IS_OTHERS.has(whyNot.code) }
    : { stands: true, line: lineOf(notice, today, holidays) };
}

const OF_OWNERS: readonly UpdateAsk[] = ['draft', 'resume', 'confirm_still_true'];

const ASKED_BY: Partial<Record<Rule, readonly UpdateAsk[]>> = {
  kick_off: ['draft'],
  before_due: ['draft', 'resume'],
  overdue: ['draft', 'resume'],
  chased: ['draft', 'resume'],
  returned: ['resume'],
  asked_again: OF_OWNERS,
  handed_over: OF_OWNERS,
  asked_to_help: ['draft', 'resume'],
  return_waiting: ['resume'],
  review_waiting: ['review'],
  clearance_waiting: ['clear'],
  still_true_waiting: ['confirm_still_true'],
  taken_over: ['review'],
};

/** Told to the secretariat only while nobody owns it. */
const WITHOUT_OWNER: readonly Rule[] = ['kick_off', 'before_due', 'returned', 'asked_again'];

function whyNotUpdate(
  notice: NoticeFacts,
  update: AskedUpdate,
  holidays: ReadonlySet<string>,
): WhyNot | undefined {
  const { rule, audience, personId, round } = notice;
  if (update.isOmitted) return { code: 'omitted' };
  if (isOfComment(rule)) return whyNotComment(notice);
  const asked = ASKED_BY[rule];
  if (asked && (!update.ask || !asked.includes(update.ask)))
    return { code: movedOn(rule, update.ask) };
  const unscheduled = whyNotScheduled(notice);
  if (unscheduled) return unscheduled;
  if (!isStillItsDay(notice, update, holidays)) return dateMoved(notice, update);
  if (rule === 'taken_over') {
    return update.claimedById === personId ? { code: 'taken_back' } : undefined;
  }
  if (rule === 'asked_to_help') {
    return notice.stillHolds ? undefined : { code: 'helps_no_more' };
  }
  if (audience === 'person') return undefined;
  if (audience === 'secretariat' && update.ownerId && WITHOUT_OWNER.includes(rule)) {
    return { code: 'has_owner' };
  }
  return peopleOfUpdate(audience, update, round).includes(personId)
    ? undefined
    : { code: 'others' };
}

/** Rules about a comment: told to those who read it, until they answer. */
export const isOfComment = (rule: Rule): boolean =>
  rule === 'mentioned' || rule === 'expert_commented';

function whyNotComment({ audience, stillHolds, readsAs = [] }: NoticeFacts): WhyNot | undefined {
  if (!stillHolds) return { code: 'answered' };
  const mayRead = audience === 'person' ? readsAs.length > 0 : readsAs.includes(audience);
  return mayRead ? undefined : { code: 'may_not_read' };
}

/** The schedule is its secretariat's to change on the day as well. */
function whyNotScheduled(notice: NoticeFacts): WhyNot | undefined {
  const { rule, audience, round, update } = notice;
  if (!isTimed(rule)) return undefined;
  const [line] = scheduledFor(notice);
  if (!line) return { code: 'unscheduled' };
  if (line.to.some((each) => each === audience)) return undefined;
  // What nobody is there for is told to the secretariat.
  const isNobodys = update
    ? line.to.some((each) => peopleOfUpdate(each, update, round).length === 0)
    : !round.isSignatureAsked || round.signatoryIds.length === 0;
  return audience === 'secretariat' && isNobodys ? undefined : { code: 'others_by_schedule' };
}

/** The line of the schedule by which it is told: one, or none any more. */
export const scheduledFor = ({ rule, occasion, schedule }: NoticeFacts): ScheduledRule[] =>
  schedule.filter((each) => each.rule === rule && String(each.days) === occasion);

/** A day's reminder was made because its rule named that day: it may name another by now. */
function isStillItsDay(
  { rule, occasion, onDay, round }: NoticeFacts,
  update: AskedUpdate,
  holidays: ReadonlySet<string>,
): boolean {
  if (!isTimed(rule) || isOfRound(rule)) return true;
  return isUpdatesDay(rule, Number(occasion), onDay, update, round, holidays);
}

export const isTimed = (rule: Rule): rule is TimedRule => TIMED_RULES.some((each) => each === rule);

const dateMoved = ({ rule, audience, onDay, round }: NoticeFacts, update: AskedUpdate): WhyNot => {
  const { respondBy, sinceOn, cameBackOn } = update;
  const givenOn = givenOnOf(update, round);
  const isOwners = rule !== 'review_waiting' && rule !== 'clearance_waiting';
  if (isOwners && givenOn && givenOn >= onDay) {
    return { code: audience === 'owner' ? 'others' : 'given_away' };
  }
  return (rule === 'before_due' || rule === 'overdue') && !(cameBackOn && cameBackOn >= onDay)
    ? { code: 'date_moved', on: respondBy }
    : { code: 'asked_anew', on: sinceOn };
};

function movedOn(rule: Rule, ask: UpdateAsk | null): PlainWhyNot {
  if (rule === 'returned' || rule === 'return_waiting') return 'taken_up';
  if (rule === 'asked_again' || rule === 'handed_over') return 'seen_to';
  if (rule === 'review_waiting' || rule === 'taken_over') return 'reviewed';
  if (rule === 'clearance_waiting') return 'cleared';
  if (rule === 'still_true_waiting') return 'confirmed';
  return ask === 'draft' || ask === 'resume' ? 'begun' : 'submitted';
}

function whyNotRound(notice: NoticeFacts, holidays: ReadonlySet<string>): WhyNot | undefined {
  const { audience, personId, round } = notice;
  const why = roundMovedOn(notice, holidays);
  if (why || audience === 'person') return why;
  return peopleOfRound(audience, round).includes(personId) ? undefined : { code: 'others' };
}

function roundMovedOn(notice: NoticeFacts, holidays: ReadonlySet<string>): WhyNot | undefined {
  const { rule, audience, occasion, onDay, round, stillHolds } = notice;
  switch (rule) {
    case 'round_declined':
      return round.isSignatureAsked || round.state === 'signed'
        ? { code: 'sealed_again' }
        : undefined;
    case 'round_unsealed':
      return round.isSignatureAsked ? { code: 'sealed_again' } : undefined;
    case 'publication_failed':
      return stillHolds ? undefined : { code: 'published' };
  }
  const unscheduled = whyNotScheduled(notice);
  if (unscheduled) return unscheduled;
  const isToBeSealed = isOfRound(rule) && audience === 'secretariat' && round.isToBeSealed;
  if (!round.isSignatureAsked && !isToBeSealed) return { code: 'unsealed' };
  if (!isOfRound(rule) || isRoundsDay(rule, Number(occasion), onDay, round, holidays)) {
    return undefined;
  }
  return round.turnedOn && round.turnedOn >= onDay
    ? { code: 'turned', on: round.turnedOn }
    : { code: 'sign_off_moved', on: round.signOffDueOn };
}
