import type { Mentionable } from '../api/types.ts';
import { DRAFT_PREFIX } from '../updates/draftBackup.ts';
import type { Audience } from './audience.ts';

/** A comment that was begun and not sent, kept in this browser until it is, or until signing out. */
export interface HalfWritten {
  text: string;
  mentioned: Mentionable[];
  /** Who would have read it when it was begun. */
  audience: Audience;
  /** The words of the text that it is about. */
  words?: { from: number; to: number; quote: string };
}

/** A new comment; anything else is the id of the thread that it answers in. */
export const NEW_COMMENT = 'new';

/** Those that the store had no place for, while the page is open. */
const inPage = new Map<string, HalfWritten>();
const prefixOf = (personId: string, updateId: string): string =>
  `${DRAFT_PREFIX}comment.${personId}.${updateId}.`;

/** Keeps it, or forgets it when there is nothing. */
export function writeHalfWritten(
  personId: string,
  updateId: string,
  about: string,
  half: HalfWritten | undefined,
): void {
  const key = prefixOf(personId, updateId) + about;
  inPage.delete(key);
  if (!half) return localStorage.removeItem(key);
  try {
    localStorage.setItem(key, JSON.stringify(half));
  } catch {
    inPage.set(key, half);
  }
}

/** Everything that this person has begun to say of an update and not sent, by what it is about. */
export function readHalfWritten(personId: string, updateId: string): Map<string, HalfWritten> {
  const prefix = prefixOf(personId, updateId);
  const stored = Object.keys(localStorage).flatMap((key) => {
    const value = key.startsWith(prefix) && localStorage.getItem(key);
    return value ? [[key, JSON.parse(value) as HalfWritten] as const] : [];
  });
  const held = [...inPage].filter(([key]) => key.startsWith(prefix));
  return new Map([...stored, ...held].map(([key, half]) => [key.slice(prefix.length), half]));
}
