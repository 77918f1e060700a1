import { dateInWords } from '../../common/dates.js';
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

const OTHERS = 'It is somebody else’s now.';
const OTHERS_BY_SCHEDULE = 'The schedule tells others of it.';

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
  const why = notice.update
    ? whyNotUpdate(notice, notice.update, holidays)
    : whyNotRound(notice, holidays);
  return why
    ? { stands: false, why, isOthers: why === OTHERS || why === OTHERS_BY_SCHEDULE }
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
): string | undefined {
  const { rule, audience, personId, round } = notice;
  if (update.isOmitted) return 'It is left out of the round.';
  if (isOfComment(rule)) return whyNotComment(notice);
  const asked = ASKED_BY[rule];
  if (asked && (!update.ask || !asked.includes(update.ask))) return movedOn(rule, update.ask);
  const unscheduled = whyNotScheduled(notice);
  if (unscheduled) return unscheduled;
  if (!isStillItsDay(notice, update, holidays)) return dateMoved(notice, update);
  if (rule === 'taken_over') {
    return update.claimedById === personId ? 'They took it back.' : undefined;
  }
  if (rule === 'asked_to_help') {
    return notice.stillHolds ? undefined : 'They no longer help to write it.';
  }
  if (audience === 'person') return undefined;
  if (audience === 'secretariat' && update.ownerId && WITHOUT_OWNER.includes(rule)) {
    return 'It has an owner now.';
  }
  return peopleOfUpdate(audience, update, round).includes(personId) ? undefined : OTHERS;
}

/** Rules about a comment: told to those who read it, until they answer. */
export const isOfComment = (rule: Rule): boolean =>
  rule === 'mentioned' || rule === 'expert_commented';

function whyNotComment({ audience, stillHolds, readsAs = [] }: NoticeFacts): string | undefined {
  if (!stillHolds) return 'It was answered meanwhile.';
  const mayRead = audience === 'person' ? readsAs.length > 0 : readsAs.includes(audience);
  return mayRead ? undefined : 'They may no longer read it.';
}

/** The schedule is its secretariat's to change on the day as well. */
function whyNotScheduled(notice: NoticeFacts): string | undefined {
  const { rule, audience, round, update } = notice;
  if (!isTimed(rule)) return undefined;
  const [line] = scheduledFor(notice);
  if (!line) return 'Its reminder was taken out of the schedule.';
  if (line.to.some((each) => each === audience)) return undefined;
  // What nobody is there for is told to the secretariat.
  const isNobodys = update
    ? line.to.some((each) => peopleOfUpdate(each, update, round).length === 0)
    : !round.isSignatureAsked || round.signatoryIds.length === 0;
  return audience === 'secretariat' && isNobodys ? undefined : OTHERS_BY_SCHEDULE;
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

const dateMoved = ({ rule, audience, onDay, round }: NoticeFacts, update: AskedUpdate): string => {
  const { respondBy, sinceOn, cameBackOn } = update;
  const givenOn = givenOnOf(update, round);
  const isOwners = rule !== 'review_waiting' && rule !== 'clearance_waiting';
  if (isOwners && givenOn && givenOn >= onDay) {
    return audience === 'owner' ? OTHERS : 'It was given to another owner meanwhile.';
  }
  return (rule === 'before_due' || rule === 'overdue') && !(cameBackOn && cameBackOn >= onDay)
    ? `The date was moved meanwhile: it is due on ${dateInWords(respondBy)}.`
    : `It was done and asked again meanwhile: it has waited since ${dateInWords(sinceOn)}.`;
};

function movedOn(rule: Rule, ask: UpdateAsk | null): string {
  if (rule === 'returned' || rule === 'return_waiting') return 'It was taken up again meanwhile.';
  if (rule === 'asked_again' || rule === 'handed_over') return 'It was seen to meanwhile.';
  if (rule === 'review_waiting' || rule === 'taken_over') return 'It was reviewed meanwhile.';
  if (rule === 'clearance_waiting') return 'It was cleared or refused meanwhile.';
  if (rule === 'still_true_waiting') return 'It was confirmed or changed meanwhile.';
  return ask === 'draft' || ask === 'resume'
    ? 'It was begun meanwhile.'
    : 'It was submitted meanwhile.';
}

function whyNotRound(notice: NoticeFacts, holidays: ReadonlySet<string>): string | undefined {
  const { audience, personId, round } = notice;
  const why = roundMovedOn(notice, holidays);
  if (why || audience === 'person') return why;
  return peopleOfRound(audience, round).includes(personId) ? undefined : OTHERS;
}

function roundMovedOn(notice: NoticeFacts, holidays: ReadonlySet<string>): string | undefined {
  const { rule, audience, occasion, onDay, round, stillHolds } = notice;
  switch (rule) {
    case 'round_declined':
      return round.isSignatureAsked || round.state === 'signed'
        ? 'The round was sealed again meanwhile.'
        : undefined;
    case 'round_unsealed':
      return round.isSignatureAsked ? 'The round was sealed again meanwhile.' : undefined;
    case 'publication_failed':
      return stillHolds ? undefined : 'It was published, or opened again, meanwhile.';
  }
  const unscheduled = whyNotScheduled(notice);
  if (unscheduled) return unscheduled;
  const isToBeSealed = isOfRound(rule) && audience === 'secretariat' && round.state === 'open';
  if (!round.isSignatureAsked && !isToBeSealed) return 'No signature is asked for any more.';
  if (!isOfRound(rule) || isRoundsDay(rule, Number(occasion), onDay, round, holidays)) {
    return undefined;
  }
  return round.turnedOn && round.turnedOn >= onDay
    ? `It was sealed or opened again meanwhile: it has waited since ${dateInWords(round.turnedOn)}.`
    : `The date was moved meanwhile: signing is due on ${dateInWords(round.signOffDueOn)}.`;
}
