import type { Content } from '../api/types.ts';

/** How safe the words in the editor are; always shown. */
export type SaveState =
  | { kind: 'saved'; at?: string }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'offline' }
  | { kind: 'signed_out' }
  /** Mendable: other words may be taken. */
  | { kind: 'refused'; words: string; isMendable: boolean }
  | { kind: 'conflict'; who?: string; at?: string; theirs: Versioned };

export interface Versioned {
  content: Content;
  version: number;
}

/** The other text is one's own too, from another window: the server calls the reader “You”. */
export const isOwnConflict = ({ who }: { who?: string }): boolean => who === 'You';

/** Whether the next change is to be sent; else somebody has to act first, or the connection to return. */
export const isSending = (state: SaveState): boolean =>
  state.kind === 'saved' ||
  state.kind === 'waiting' ||
  state.kind === 'saving' ||
  (state.kind === 'refused' && state.isMendable);
