import type { Content, StartedFrom } from '../api/types.ts';

/** Words that the server has not taken yet, kept in this browser until it has, or until signing out. */
export interface DraftBackup {
  content: Content;
  /** The draft version they were written on, and its text: what a merge starts from. */
  baseVersion: number;
  base?: Content;
  /** What was sent on that version and not answered: the server may have it. */
  sent?: Content;
  startedFrom?: StartedFrom;
}

const PREFIX = 'quarterdeck.draft.';
const keyOf = (personId: string, updateId: string): string => `${PREFIX}${personId}.${updateId}`;

export function writeBackup(personId: string, updateId: string, backup: DraftBackup): void {
  try {
    localStorage.setItem(keyOf(personId, updateId), JSON.stringify(backup));
  } catch {
    // A full or forbidden store: the words are still in the page, and the save state says so.
  }
}

export function readBackup(personId: string, updateId: string): DraftBackup | undefined {
  const stored = localStorage.getItem(keyOf(personId, updateId));
  if (!stored) return undefined;
  try {
    return JSON.parse(stored) as DraftBackup;
  } catch {
    return undefined;
  }
}

export const removeBackup = (personId: string, updateId: string): void =>
  localStorage.removeItem(keyOf(personId, updateId));

const backupKeys = (): string[] =>
  Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

export const countBackups = (): number => backupKeys().length;

export const clearBackups = (): void => backupKeys().forEach((key) => localStorage.removeItem(key));

/** A text that lost a conflict, set aside so that nobody's words are lost. */
export interface AsideText {
  content: Content;
  /** Whose it is, to stand before it. */
  words: string;
}

const asideKey = (personId: string, updateId: string): string =>
  `${PREFIX}aside.${personId}.${updateId}`;

export function writeAside(personId: string, updateId: string, aside: AsideText): void {
  try {
    localStorage.setItem(asideKey(personId, updateId), JSON.stringify(aside));
  } catch {
    // As above.
  }
}

export function readAside(personId: string, updateId: string): AsideText | undefined {
  const stored = localStorage.getItem(asideKey(personId, updateId));
  return stored ? (JSON.parse(stored) as AsideText) : undefined;
}

export const removeAside = (personId: string, updateId: string): void =>
  localStorage.removeItem(asideKey(personId, updateId));
