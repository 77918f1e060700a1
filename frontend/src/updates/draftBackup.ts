import type { Content, StartedFrom } from '../api/types.ts';
import {
  forgetHalfWritten,
  keepHalfWritten,
  readAllHalfWritten,
  readHalfWritten,
  type HalfWritten,
} from '../half-written/halfWritten.ts';
import { randomName } from './randomName.ts';

/** A text that gave way to another, on its way to the server, which keeps it beside the draft. */
export interface TextSetAside {
  content: Content;
  /** Written by whoever sets it aside. */
  isOwn: boolean;
}

/** Words that the server has not taken yet. */
export interface DraftBackup {
  content: Content;
  /** The draft version they were written on, and its text: what a merge starts from. */
  baseVersion: number;
  base?: Content;
  /** What was sent on that version and not answered: the server may have it. */
  sent?: Content;
  startedFrom?: StartedFrom;
  setAside?: TextSetAside[];
}

const KIND = 'draft.';

/** This page, until it is left or reloaded: two windows of one person keep their words apart. */
const WINDOW = randomName();

export const writeBackup = (
  personId: string,
  updateId: string,
  backup: DraftBackup,
  at?: string,
): boolean => keepHalfWritten(personId, updateId, KIND + WINDOW, backup, at);

export const readBackup = (personId: string, updateId: string): DraftBackup | undefined =>
  readHalfWritten<DraftBackup>(personId, updateId, KIND + WINDOW)?.words;

export const removeBackup = (personId: string, updateId: string): void =>
  forgetHalfWritten(personId, updateId, KIND + WINDOW);

/** Those of all this person's windows, open or closed. */
export const readBackups = (
  personId: string,
  updateId: string,
): Map<string, HalfWritten<DraftBackup>> => readAllHalfWritten(personId, updateId, KIND);

export const throwBackupAway = (personId: string, updateId: string, window: string): void =>
  forgetHalfWritten(personId, updateId, KIND + window);

const lockOf = (window: string): string => `quarterdeck.window.${window}`;
let isHeld = false;

/** The windows that are open, this one among them; where a browser cannot tell, this one alone. */
async function openWindows(): Promise<Set<string>> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return new Set([lockOf(WINDOW)]);
  if (!isHeld) {
    isHeld = true;
    // Held until the page goes, and freed then by the browser itself.
    void locks.request(lockOf(WINDOW), () => new Promise(() => undefined));
  }
  const { held = [] } = await locks.query();
  return new Set([lockOf(WINDOW), ...held.map(({ name = '' }) => name)]);
}

/**
 * Takes over what windows that were closed have left: the newest words go on here, and any others are
 * set aside, as nobody would save them otherwise.
 */
export async function adoptBackups(personId: string, updateId: string): Promise<void> {
  const open = await openWindows();
  const left = [...readBackups(personId, updateId)]
    .filter(([window]) => window !== WINDOW && !open.has(lockOf(window)))
    .sort(([, one], [, other]) => (other.at ?? '').localeCompare(one.at ?? ''));
  if (left.length === 0) return;
  const own = readHalfWritten<DraftBackup>(personId, updateId, KIND + WINDOW);
  const [first, ...others] = [...(own ? [own] : []), ...left.map(([, backup]) => backup)];
  const setAside = others.flatMap(({ words }) => [
    { content: words.content, isOwn: true },
    ...(words.setAside ?? []),
  ]);
  const backup = { ...first!.words, setAside: [...(first!.words.setAside ?? []), ...setAside] };
  // Both stand in the store for a moment: a page that goes between them loses neither.
  writeBackup(personId, updateId, backup, first!.at);
  for (const [window] of left) throwBackupAway(personId, updateId, window);
  writeBackup(personId, updateId, backup, first!.at);
}
