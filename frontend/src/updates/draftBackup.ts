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

/** Before all that is kept until signing out. */
export const DRAFT_PREFIX = 'quarterdeck.draft.';
const keyOf = (personId: string, updateId: string): string =>
  `${DRAFT_PREFIX}${personId}.${updateId}`;

/** False when the store is full or forbidden: the words are then in the page alone. */
function store(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export const writeBackup = (personId: string, updateId: string, backup: DraftBackup): boolean =>
  store(keyOf(personId, updateId), backup);

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
  Object.keys(localStorage).filter((key) => key.startsWith(DRAFT_PREFIX));

export const countBackups = (): number => backupKeys().length;

export const clearBackups = (): void => backupKeys().forEach((key) => localStorage.removeItem(key));

/** A text that lost a conflict, set aside so that nobody's words are lost. */
export interface AsideText {
  content: Content;
  /** Whose it is, to stand before it. */
  words: string;
}

/** Those that the store had no place for, while the page is open. */
const inPage = new Map<string, AsideText>();

const asideKey = (personId: string, updateId: string): string =>
  `${DRAFT_PREFIX}aside.${personId}.${updateId}`;

export function writeAside(personId: string, updateId: string, aside: AsideText): void {
  const key = asideKey(personId, updateId);
  if (store(key, aside)) inPage.delete(key);
  else inPage.set(key, aside);
}

export function readAside(
  personId: string,
  updateId: string,
): (AsideText & { isInPageAlone: boolean }) | undefined {
  const key = asideKey(personId, updateId);
  const held = inPage.get(key);
  if (held) return { ...held, isInPageAlone: true };
  const stored = localStorage.getItem(key);
  return stored ? { ...(JSON.parse(stored) as AsideText), isInPageAlone: false } : undefined;
}

export function removeAside(personId: string, updateId: string): void {
  inPage.delete(asideKey(personId, updateId));
  localStorage.removeItem(asideKey(personId, updateId));
}
