import { dateInWords, workingDaysLeft } from '../../common/dates.js';
import {
  dueOnOf,
  signingDueOn,
  titleOf,
  type AskedRound,
  type AskedUpdate,
  type UpdateAsk,
} from './asked.js';
import type { Audience, Rule } from './rules.js';

/** As much of a notice as its line says. */
export interface LineFacts {
  rule: Rule;
  audience: Audience | 'person';
  planId: string;
  round: AskedRound;
  /** Absent when it is about the round as a whole. */
  update?: AskedUpdate;
  /** What somebody said, and who: the reason of a return, the words of a request. */
  note?: Note;
}

export interface Note {
  by: string;
  words: string;
  /** Why clearance was refused: it stays within the organisation. */
  isForDrafters?: boolean;
}

/** What somebody is told in one line. */
export interface NoticeLine {
  rule: Rule;
  planId: string;
  planTitle: string;
  roundId: string;
  roundTitle: string;
  subjectId: string;
  /** The printed reference and title of the update, or the title of the round. */
  title: string;
  /** What is asked, or has happened. */
  ask: string;
  /** The same in two words, for counting: 3 to write. */
  task: Task;
  /** YYYY-MM-DD; absent when no date goes with it. */
  dueOn?: string;
  /** When it is due, in words, as of today. */
  when?: string;
  /** Negative when it is late; absent with the date. */
  workingDaysLeft?: number;
  notes: Note[];
  /** What the secretariat said to somebody of all that it asked for at once: of this and of others. */
  request?: Note;
  /** The screen on which it is done. */
  path: string;
}

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

const TASKS = {
  draft: 'to write',
  resume: 'to answer',
  confirm_still_true: 'to confirm',
  clear: 'to clear',
  review: 'to review',
} as const satisfies Record<UpdateAsk, string>;

/** What there is to do, as it is counted in a subject. */
export type Task =
  | (typeof TASKS)[UpdateAsk]
  | 'to seal'
  | 'to sign'
  | 'without an owner'
  | 'waiting for others'
  | 'to know';

/** Of what its owner was told to do again. */
const OPENED_AGAIN = 'It is open again: write and submit the update';
const CORRECTED = 'A correction was started: write and submit the update';
/** Of the same, when they are reminded of it. */
const CORRECTION = 'Write and submit the correction';

const HELP = 'You are asked to help write the update';

/** Of what became somebody's. */
const YOURS: Record<'draft' | 'resume' | 'confirm_still_true', string> = {
  draft: 'It is yours now: write and submit the update',
  resume: 'It is yours now: answer what was returned',
  confirm_still_true: 'It is yours now: confirm that it is still true',
};

/** What is said of it, as it stands. Pure. */
export function lineOf(
  notice: LineFacts,
  today: string,
  holidays: ReadonlySet<string>,
): NoticeLine {
  const { rule, planId, round, update, note } = notice;
  const {
    ask,
    task = 'to know',
    path,
    dueOn,
  } = update ? ofUpdate(notice, update) : ofRound(notice);
  return {
    ...{ rule, planId, planTitle: round.planTitle, roundId: round.id, roundTitle: round.title },
    subjectId: (update ?? round).id,
    title: update ? titleOf(update) : round.title,
    ask,
    task,
    ...(dueOn !== undefined && dated(dueOn, workingDaysLeft(today, dueOn, holidays))),
    notes: note && rule !== 'chased' ? [note] : [],
    ...(note && rule === 'chased' && { request: note }),
    path,
  };
}

const dated = (dueOn: string, left: number) => ({
  ...{ dueOn, workingDaysLeft: left, when: dueInWords(dueOn, left) },
});

type Asked = Pick<NoticeLine, 'ask' | 'path' | 'dueOn'> & { task?: Task };

function ofUpdate({ rule, audience, round }: LineFacts, update: AskedUpdate): Asked {
  const page = `/app/updates/${update.id}`;
  switch (rule) {
    case 'mentioned':
      return { ask: 'A comment mentions you', path: page };
    case 'expert_commented':
      return { ask: 'The expert whom you asked has commented', path: page };
    case 'edited':
      return { ask: 'A lead edited your text: see what changed', path: page };
    case 'taken_over':
      return {
        ask: 'Somebody else took over the review that you had claimed',
        path: PATHS.review(update.id),
      };
  }
  const ask = update.ask ?? 'draft';
  const dueOn = dueOnOf(ask, update);
  if ((audience === 'lead' && ask !== 'review') || audience === 'secretariat') {
    const isOwners = ask !== 'clear' && ask !== 'review';
    if (isOwners && !update.ownerId && audience === 'lead') {
      // A lead can only know it, or ask.
      const words = `${WITHOUT_OWNER_WORDS[ask]}: the secretariat names one`;
      return { ask: words, task: 'waiting for others', path: page, dueOn };
    }
    if (isOwners && !update.ownerId) {
      // Owners are named in the table of the round.
      const path = `/app/rounds/${round.id}/show`;
      const words = `${WITHOUT_OWNER_WORDS[ask]}: name an owner`;
      return { ask: words, task: 'without an owner', path, dueOn };
    }
    return { ask: WAITS[ask], task: 'waiting for others', path: page, dueOn };
  }
  if (rule === 'kick_off') {
    const words = `${round.title} is open: ${ASKS.draft.toLowerCase()}`;
    return { ask: words, task: TASKS.draft, path: page, dueOn };
  }
  const words = toDoWords(rule, ask, update, round);
  return { ask: words, task: TASKS[ask], path: PATHS[ask](update.id), dueOn };
}

function toDoWords(
  rule: Rule,
  ask: UpdateAsk,
  { correctionNo }: AskedUpdate,
  { publicationOn }: AskedRound,
): string {
  if (rule === 'asked_to_help') return HELP;
  if (rule === 'handed_over' && ask !== 'clear' && ask !== 'review') return YOURS[ask];
  if (ask === 'confirm_still_true') return `${ASKS[ask]} to ${dateInWords(publicationOn)}`;
  if (ask !== 'draft') return ASKS[ask];
  if (rule === 'asked_again') return correctionNo > 0 ? CORRECTED : OPENED_AGAIN;
  return correctionNo > 0 ? CORRECTION : ASKS[ask];
}

/** The same, to somebody who is only to see to it. */
const WAITS: Record<UpdateAsk, string> = {
  draft: 'Still to be written by its owner',
  resume: 'Returned, and not taken up by its owner',
  clear: 'Waits for its organisation’s clearance',
  review: 'Waits for review',
  confirm_still_true: 'Its owner has not said whether it is still true',
};

const WITHOUT_OWNER_WORDS: Record<'draft' | 'resume' | 'confirm_still_true', string> = {
  draft: 'To be written, and nobody owns it',
  resume: 'Returned, and nobody owns it',
  confirm_still_true: 'To be confirmed as still true, and nobody owns it',
};

function ofRound({ rule, audience, round }: LineFacts): Asked {
  const page = `/app/rounds/${round.id}/show`;
  if (rule === 'round_declined') return { ask: 'The signatory did not sign', path: page };
  if (rule === 'round_unsealed') {
    return {
      ask: 'It was unsealed: there is nothing to sign, and a signature is void',
      path: page,
    };
  }
  if (rule === 'publication_failed') {
    return { ask: 'Publication at the set time failed: see why, and decide', path: page };
  }
  const dueOn = signingDueOn(round);
  if (!round.isSignatureAsked) {
    const what = round.state === 'published' ? 'Its correction' : 'It';
    const ask = `${what} is not sealed: see what is missing, and seal it to be signed`;
    return { ask, task: 'to seal', path: page, dueOn };
  }
  return audience === 'signatory'
    ? {
        ...{ ask: 'Read and sign the round', task: 'to sign', dueOn },
        path: `/app/rounds/${round.id}/sign`,
      }
    : { ask: 'Waits for the signature', task: 'waiting for others', path: page, dueOn };
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
