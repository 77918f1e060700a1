import { dateInWords } from '../../common/dates.js';

/** Why a notice is not told any more, in words that need nothing else. */
const WORDS = {
  omitted: 'It is left out of the round.',
  taken_back: 'They took it back.',
  helps_no_more: 'They no longer help to write it.',
  has_owner: 'It has an owner now.',
  others: 'It is somebody else’s now.',
  given_away: 'It was given to another owner meanwhile.',
  answered: 'It was answered meanwhile.',
  may_not_read: 'They may no longer read it.',
  unscheduled: 'Its reminder was taken out of the schedule.',
  others_by_schedule: 'The schedule tells others of it.',
  taken_up: 'It was taken up again meanwhile.',
  seen_to: 'It was seen to meanwhile.',
  reviewed: 'It was reviewed meanwhile.',
  cleared: 'It was cleared or refused meanwhile.',
  confirmed: 'It was confirmed or changed meanwhile.',
  begun: 'It was begun meanwhile.',
  submitted: 'It was submitted meanwhile.',
  sealed_again: 'The round was sealed again meanwhile.',
  published: 'It was published, or opened again, meanwhile.',
  unsealed: 'No signature is asked for any more.',
} as const;

/** The same, with the date that goes with it. */
const DATED_WORDS = {
  date_moved: 'The date was moved meanwhile: it is due on',
  asked_anew: 'It was done and asked again meanwhile: it has waited since',
  turned: 'It was sealed or opened again meanwhile: it has waited since',
  sign_off_moved: 'The date was moved meanwhile: signing is due on',
} as const;

export type PlainWhyNot = keyof typeof WORDS;
/** Why a notice is not told any more to whoever it is for. */
export type WhyNot = { code: PlainWhyNot } | { code: keyof typeof DATED_WORDS; on: string };

/** Of these, somebody else is still to be told. */
export const IS_OTHERS: ReadonlySet<WhyNot['code']> = new Set(['others', 'others_by_schedule']);

export const whyNotWords = (whyNot: WhyNot): string =>
  'on' in whyNot ? `${DATED_WORDS[whyNot.code]} ${dateInWords(whyNot.on)}.` : WORDS[whyNot.code];
