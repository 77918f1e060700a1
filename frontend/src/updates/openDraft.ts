import { EMPTY_DOCUMENT } from '@common/rich-text/types.ts';
import type { Content, PersonRef, StartedFrom } from '../api/types.ts';
import type { DraftBackup, TextSetAside } from './draftBackup.ts';
import { isSameText } from './draftText.ts';
import type { SaveState } from './saveState.ts';

/** As the server has it; version 0 when nothing was ever saved. */
export interface DraftOnServer {
  content?: Content | null;
  version: number;
  savedBy?: PersonRef;
  savedAt?: string;
}

export interface OpenedDraft {
  content: Content;
  /** The version that the words were written on, and its text: what a merge starts from. */
  version: number;
  base: Content;
  state: SaveState;
  startedFrom?: StartedFrom;
  setAside: TextSetAside[];
  /** What was sent before on the draft's version, of which no answer came: it may yet arrive. */
  unanswered?: Content;
  /** True when the words are those kept in this browser, and go to the server now. */
  isRestored: boolean;
  /** True when what was kept has reached the server. */
  isBackupDone: boolean;
}

/** What a visit begins with: the server's text, or the words that this browser kept for it. */
export function openDraft(
  draft: DraftOnServer,
  initial: Content,
  backup: DraftBackup | undefined,
  personId: string,
): OpenedDraft {
  const content = draft.content ?? initial;
  const { version } = draft;
  const setAside = backup?.setAside ?? [];
  if (!backup || isSameText(backup.content, content)) {
    const isDone = setAside.length === 0;
    const state: SaveState = isDone ? { kind: 'saved', at: draft.savedAt } : { kind: 'waiting' };
    const isBackupDone = backup !== undefined && isDone;
    return { content, version, base: content, state, setAside, isRestored: false, isBackupDone };
  }
  const { startedFrom } = backup;
  const kept = { content: backup.content, startedFrom, setAside, isBackupDone: false };
  // The last save of this page had arrived, though its answer had not.
  const isOwn =
    draft.version === backup.baseVersion + 1 &&
    backup.sent !== undefined &&
    isSameText(backup.sent, content);
  if (backup.baseVersion === draft.version || isOwn || !draft.content) {
    const unanswered = isOwn ? undefined : backup.sent;
    const state: SaveState = { kind: 'waiting' };
    return { ...kept, unanswered, version, base: content, state, isRestored: true };
  }
  const theirs = { content: draft.content, version };
  const who = draft.savedBy?.id === personId ? 'You' : draft.savedBy?.name;
  return {
    ...kept,
    // Their version only once both texts were seen: kept on it, these words would go over theirs.
    version: backup.baseVersion,
    base: backup.base ?? { document: EMPTY_DOCUMENT },
    state: { kind: 'conflict', who, at: draft.savedAt, theirs },
    isRestored: false,
  };
}
