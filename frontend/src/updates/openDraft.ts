import { EMPTY_DOCUMENT } from '@common/rich-text/types.ts';
import type { Content, StartedFrom } from '../api/types.ts';
import type { DraftBackup } from './draftBackup.ts';
import { isSameText } from './draftText.ts';
import type { SaveState } from './saveState.ts';

/** As the server has it; version 0 when nothing was ever saved. */
export interface DraftOnServer {
  content?: Content | null;
  version: number;
  savedAt?: string;
}

export interface OpenedDraft {
  content: Content;
  /** What a merge starts from. */
  base: Content;
  state: SaveState;
  startedFrom?: StartedFrom;
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
): OpenedDraft {
  const content = draft.content ?? initial;
  const isBackupDone = backup !== undefined && isSameText(backup.content, content);
  if (!backup || isBackupDone) {
    const state: SaveState = { kind: 'saved', at: draft.savedAt };
    return { content, base: content, state, isRestored: false, isBackupDone };
  }
  const kept = { content: backup.content, startedFrom: backup.startedFrom, isBackupDone };
  // The last save of this page had arrived, though its answer had not.
  const isOwn =
    draft.version === backup.baseVersion + 1 &&
    backup.sent !== undefined &&
    isSameText(backup.sent, content);
  if (backup.baseVersion === draft.version || isOwn || !draft.content) {
    return { ...kept, base: content, state: { kind: 'waiting' }, isRestored: true };
  }
  return {
    ...kept,
    base: backup.base ?? { document: EMPTY_DOCUMENT },
    state: { kind: 'conflict', theirs: { content: draft.content, version: draft.version } },
    isRestored: false,
  };
}
