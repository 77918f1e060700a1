import type { Mentionable } from '../api/types.ts';
import {
  forgetHalfWritten,
  keepHalfWritten,
  readAllHalfWritten,
  takeHalfWritten,
  type HalfWritten,
} from '../half-written/halfWritten.ts';
import type { Audience } from './audience.ts';

/** A comment that was begun and not sent. */
export interface HalfComment {
  text: string;
  mentioned: Mentionable[];
  /** Who would have read it when it was begun. */
  audience: Audience;
  /** The words of the text that it is about. */
  words?: { from: number; to: number; quote: string };
}

/** A new comment; anything else is the id of the thread that it answers in. */
export const NEW_COMMENT = 'new';
const KIND = 'comment.';

/** Keeps it, or forgets it when there is nothing. */
export function writeHalfComment(
  personId: string,
  updateId: string,
  about: string,
  half: HalfComment | undefined,
  at?: string,
): void {
  if (half) keepHalfWritten(personId, updateId, KIND + about, half, at);
  else forgetHalfWritten(personId, updateId, KIND + about);
}

/** Everything that this person has begun to say of an update and not sent, by what it is about. */
export const readHalfComments = (
  personId: string,
  updateId: string,
): Map<string, HalfWritten<HalfComment>> => readAllHalfWritten(personId, updateId, KIND);

/** What goes on in this window, which keeps it from now on. */
export const takeHalfComment = (
  personId: string,
  updateId: string,
  about: string,
): HalfWritten<HalfComment> | undefined => takeHalfWritten(personId, updateId, KIND + about);
