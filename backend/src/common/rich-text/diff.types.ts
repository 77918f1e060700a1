import type { RichTextMark } from './types.js';

/**
 * The difference between two documents, as plain data: it can be stored, sent and shown in any
 * form. The order of blocks and segments is the order of reading.
 *
 * - Inline: show every block and every segment; what is deleted stands before what replaces it.
 * - Side by side: left every block except the inserted ones, and in it `segmentsBefore(block)` in
 *   the shape `block.before ?? block.block`; right every block except the deleted ones, and
 *   `segmentsAfter(block)` in the shape `block.block`. A block in both stands in one row.
 * - For a screen reader: say the words "inserted", "deleted", "formatting changed" with the
 *   segments; `formatChanges(segment)` and `summary` give what to say.
 */
export interface DocumentDiff {
  isEqual: boolean;
  blocks: DiffBlock[];
  summary: DiffSummary;
}

export interface DiffSummary {
  /** Words in inserted blocks and inserted segments; a replaced word counts in both. */
  wordsInserted: number;
  wordsDeleted: number;
  blocksInserted: number;
  blocksDeleted: number;
  /** Blocks in both documents whose words, formatting or shape changed. */
  blocksChanged: number;
  /** Inserted and deleted blocks that are one block, moved with its words unchanged: pairs. */
  blocksMoved: number;
  /** Stretches of text whose words stayed and whose bold, italic or link changed. */
  formatChanges: number;
}

export interface DiffBlock {
  kind: 'same' | 'changed' | 'inserted' | 'deleted';
  /** The block's shape in the new document (for a deleted block: in the old one). */
  block: BlockShape;
  /**
   * The shape in the old document, where it differs. A `same` block can have it: an item whose
   * printed number moved because another came before it has not itself changed.
   */
  before?: BlockShape;
  /**
   * Its text in pieces, in the order of reading; empty for an empty paragraph. An inserted or
   * deleted block has only segments of that kind.
   */
  segments: DiffSegment[];
  /** On a deleted block: the index in `blocks` where the same words were inserted. */
  movedTo?: number;
  /** On an inserted block: the index in `blocks` where the same words were deleted. */
  movedFrom?: number;
}

/**
 * A document is compared as a flat list of blocks. A list item's first paragraph is a `bullet` or
 * `numbered` block; its further paragraphs are `paragraph` blocks of the same depth.
 */
export interface BlockShape {
  type: 'paragraph' | 'bullet' | 'numbered';
  /** How many lists it stands in: 0 for an ordinary paragraph, 1 for an item of a list. */
  depth: number;
  /** The number printed before it; only for `numbered`. */
  number?: number;
  /** Set on the first item of a numbered list. */
  startsList?: true;
}

export interface DiffSegment {
  /** `format`: the words stayed, their marks changed. */
  op: 'same' | 'insert' | 'delete' | 'format';
  /** Never empty; a hard break is a `\n`. */
  text: string;
  /** Its marks, in canonical order; for `format` the new ones. */
  marks: RichTextMark[];
  /** Only for `format`: the marks before. */
  marksBefore?: RichTextMark[];
}

/** The difference between two plain texts: the same segments, without marks. */
export interface TextDiff {
  isEqual: boolean;
  segments: TextDiffSegment[];
  summary: Pick<DiffSummary, 'wordsInserted' | 'wordsDeleted'>;
}

export interface TextDiffSegment {
  op: 'same' | 'insert' | 'delete';
  text: string;
}

/** One thing that happened to the marks of a `format` segment. */
export type FormatChange =
  | { kind: 'bold_added' | 'bold_removed' | 'italic_added' | 'italic_removed' }
  | { kind: 'link_added'; to: string }
  | { kind: 'link_removed'; from: string }
  | { kind: 'link_changed'; from: string; to: string };
