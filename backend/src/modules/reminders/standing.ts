import { dateInWords, workingDaysBetween } from '../../common/dates.js';
import type { AskedRound, AskedUpdate, UpdateAsk } from './asked.js';
import { peopleOfRound, peopleOfUpdate } from './due-notices.js';
import type { Audience, Rule } from './rules.js';

/** A notice with what it is about, as that stands now. */
export interface NoticeFacts {
  id: string;
  rule: Rule;
  personId: string;
  audience: Audience | 'person';
  planId: string;
  round: AskedRound;
  /** Absent when it is about the round as a whole. */
  update?: AskedUpdate;
  /** What somebody said, and who: the reason of a return, the words of a request. */
  note?: Note;
  /** Of a mention: the thread is open, and they have not answered it. */
  isUnanswered?: boolean;
}

export interface Note {
  by: string;
  words: string;
}

/** What somebody is told in one line. */
export interface NoticeLine {
  rule: Rule;
  planId: string;
  roundId: string;
  subjectId: string;
  /** The printed reference and title of the update, or the title of the round. */
  title: string;
  /** What is asked, or has happened. */
  ask: string;
  /** YYYY-MM-DD; absent when no date goes with it. */
  dueOn?: string;
  /** When it is due, in words, as of today. */
  when?: string;
  /** Negative when it is late; absent with the date. */
  workingDaysLeft?: number;
  notes: Note[];
  /** The screen on which it is done. */
  path: string;
}

export type Standing = { stands: true; line: NoticeLine } | { stands: false; why: string };

const PATHS: Record<UpdateAsk, (id: string) => string> = {
  draft: (id) => `/app/updates/${id}`,
  resume: (id) => `/app/updates/${id}`,
  confirm_still_true: (id) => `/app/updates/${id}`,
  clear: (id) => `/app/clearance/${id}`,
  review: (id) => `/app/review/${id}`,
};

const ASKS: Record<UpdateAsk, string> = {
  draft: 'Write and submit the update',
  resume: 'Answer what was returned to you',
  clear: 'Clear it for your organisation',
  review: 'Review it',
  confirm_still_true: 'Confirm that it is still true: publication has moved',
};

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
  const why = notice.update ? whyNotUpdate(notice, notice.update) : whyNotRound(notice);
  return why ? { stands: false, why } : { stands: true, line: lineOf(notice, today, holidays) };
}

const ASKED_BY: Partial<Record<Rule, readonly UpdateAsk[]>> = {
  kick_off: ['draft'],
  before_due: ['draft', 'resume'],
  overdue: ['draft', 'resume'],
  chased: ['draft', 'resume'],
  returned: ['resume'],
  return_waiting: ['resume'],
  review_waiting: ['review'],
  clearance_waiting: ['clear'],
  still_true_waiting: ['confirm_still_true'],
  taken_over: ['review'],
};

function whyNotUpdate(
  { rule, audience, personId, round, isUnanswered }: NoticeFacts,
  update: AskedUpdate,
): string | undefined {
  if (update.isOmitted) return 'It is left out of the round.';
  if (rule === 'mentioned') return isUnanswered ? undefined : 'It was answered meanwhile.';
  const asked = ASKED_BY[rule];
  if (asked && (!update.ask || !asked.includes(update.ask))) return movedOn(rule, update.ask);
  if (rule === 'taken_over') {
    return update.claimedById === personId ? 'They took it back.' : undefined;
  }
  if (audience === 'person') return undefined;
  return peopleOfUpdate(audience, update, round).includes(personId)
    ? undefined
    : 'It is somebody else’s now.';
}

function movedOn(rule: Rule, ask: UpdateAsk | null): string {
  if (rule === 'returned' || rule === 'return_waiting') return 'It was taken up again meanwhile.';
  if (rule === 'review_waiting' || rule === 'taken_over') return 'It was reviewed meanwhile.';
  if (rule === 'clearance_waiting') return 'It was cleared or refused meanwhile.';
  if (rule === 'still_true_waiting') return 'It was confirmed or changed meanwhile.';
  return ask === 'draft' || ask === 'resume'
    ? 'It was begun meanwhile.'
    : 'It was submitted meanwhile.';
}

function whyNotRound({ rule, audience, personId, round }: NoticeFacts): string | undefined {
  if (rule === 'round_declined') {
    if (round.state !== 'open') return 'The round was sealed again meanwhile.';
  } else if (rule === 'publication_failed') {
    if (round.state === 'published' || round.state === 'closed') {
      return 'The round was published meanwhile.';
    }
  } else if (!round.isSignatureAsked) {
    return 'No signature is asked for any more.';
  }
  if (audience === 'person') return undefined;
  return peopleOfRound(audience, round).includes(personId)
    ? undefined
    : 'It is somebody else’s now.';
}

/** What is said of it, as it stands. Pure. */
export function lineOf(
  notice: NoticeFacts,
  today: string,
  holidays: ReadonlySet<string>,
): NoticeLine {
  const { rule, planId, round, update, note } = notice;
  const { ask, path, dueOn } = update ? ofUpdate(notice, update) : ofRound(notice);
  const workingDaysLeft = dueOn ? workingDaysBetween(today, dueOn, holidays) : undefined;
  return {
    ...{ rule, planId, roundId: round.id, subjectId: (update ?? round).id },
    title: update ? [update.reference, update.title].filter(Boolean).join(' ') : round.title,
    ask,
    ...(dueOn !== undefined &&
      workingDaysLeft !== undefined && {
        ...{ dueOn, workingDaysLeft, when: dueInWords(dueOn, workingDaysLeft) },
      }),
    notes: note ? [note] : [],
    path,
  };
}

type Asked = Pick<NoticeLine, 'ask' | 'path' | 'dueOn'>;

function ofUpdate({ rule, audience, round }: NoticeFacts, update: AskedUpdate): Asked {
  const page = `/app/updates/${update.id}`;
  switch (rule) {
    case 'mentioned':
      return { ask: 'A comment mentions you', path: page };
    case 'edited':
      return { ask: 'A lead edited your text: see what changed', path: page };
    case 'taken_over':
      return { ask: 'Somebody else took over the review that you had claimed', path: page };
    case 'kick_off':
      return {
        ...{ ask: `${round.title} is open: ${ASKS.draft.toLowerCase()}`, path: page },
        dueOn: update.respondBy,
      };
  }
  const ask = update.ask ?? 'draft';
  const dueOn =
    ask === 'draft' || ask === 'resume'
      ? update.respondBy
      : ask === 'confirm_still_true'
        ? update.signOffDueOn
        : update.reviewDueOn;
  if ((audience === 'lead' && ask !== 'review') || audience === 'secretariat') {
    return { ask: WAITS[ask], path: page, dueOn };
  }
  return { ask: ASKS[ask], path: PATHS[ask](update.id), dueOn };
}

/** The same, to somebody who is only to see to it. */
const WAITS: Record<UpdateAsk, string> = {
  draft: 'Still to be written by its owner',
  resume: 'Returned, and not taken up by its owner',
  clear: 'Waits for its organisation’s clearance',
  review: 'Waits for review',
  confirm_still_true: 'Its owner has not said whether it is still true',
};

function ofRound({ rule, audience, round }: NoticeFacts): Asked {
  const page = `/app/rounds/${round.id}/show`;
  if (rule === 'round_declined') return { ask: 'The signatory did not sign', path: page };
  if (rule === 'publication_failed') {
    return { ask: 'Publication at the set time failed: see why, and decide', path: page };
  }
  const dueOn = round.signOffDueOn;
  return audience === 'signatory'
    ? { ask: 'Read and sign the round', path: `/app/rounds/${round.id}/sign`, dueOn }
    : { ask: 'Waits for the signature', path: page, dueOn };
}

/** due today · due in 3 working days, on 13 May 2022 · overdue by 2 working days: it was due on 4 May 2022 */
export function dueInWords(dueOn: string, workingDaysLeft: number): string {
  const days = (count: number): string => `${count} working ${count === 1 ? 'day' : 'days'}`;
  if (workingDaysLeft < 0) {
    return `overdue by ${days(-workingDaysLeft)}: it was due on ${dateInWords(dueOn)}`;
  }
  return workingDaysLeft === 0
    ? `due today, ${dateInWords(dueOn)}`
    : `due in ${days(workingDaysLeft)}, on ${dateInWords(dueOn)}`;
}
