import type { Content, StartedFrom } from '../api/types.ts';
import {
  forgetHalfWritten,
  keepHalfWritten,
  readWindows,
  type HalfWritten,
} from '../half-written/halfWritten.ts';
import { isOpen, WINDOW } from '../half-written/windows.ts';

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

const KIND = 'draft';

export const writeBackup = (
  personId: string,
  updateId: string,
  backup: DraftBackup,
  at?: string,
): boolean => keepHalfWritten(personId, updateId, KIND, backup, at);

export const removeBackup = (personId: string, updateId: string): void =>
  forgetHalfWritten(personId, updateId, KIND);

/** Those of all this person's windows, open or closed. */
export const readBackups = (
  personId: string,
  updateId: string,
): Map<string, HalfWritten<DraftBackup>> => readWindows(personId, updateId, KIND);

export const throwBackupAway = (personId: string, updateId: string, window: string): void =>
  forgetHalfWritten(personId, updateId, KIND, window);

/**
 * What this window goes on with, with what closed windows have left: the newest words go on, and any
 * others are set aside, as nobody would save them otherwise. For a saver that begins alone: one that runs
 * would never read them, and write its own words over them.
 */
export function adoptBackups(personId: string, updateId: string): DraftBackup | undefined {
  const backups = readBackups(personId, updateId);
  const own = backups.get(WINDOW);
  const left = [...backups]
    .filter(([window]) => !isOpen(window))
    .sort(([, one], [, other]) => (other.at ?? '').localeCompare(one.at ?? ''));
  if (left.length === 0) return own?.words;
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
  return backup;
}
