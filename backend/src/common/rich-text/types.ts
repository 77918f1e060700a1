/**
 * The JSON of the house rich text: ProseMirror JSON with TipTap's own names. These types say what
 * `parseDocument` lets through; nothing else is ever stored.
 */
export interface RichTextDocument {
  type: 'doc';
  /** At least one block. */
  content: RichTextBlock[];
}

export type RichTextBlock = RichTextParagraph | RichTextBulletList | RichTextOrderedList;

export interface RichTextParagraph {
  type: 'paragraph';
  content?: RichTextInline[];
}

export interface RichTextBulletList {
  type: 'bulletList';
  content: RichTextListItem[];
}

export interface RichTextOrderedList {
  type: 'orderedList';
  /** The number of the first item; left out in the normal form when it is 1. */
  attrs?: { start?: number };
  content: RichTextListItem[];
}

export interface RichTextListItem {
  type: 'listItem';
  /** A paragraph first, then any blocks. */
  content: RichTextBlock[];
}

export type RichTextInline = RichTextText | RichTextHardBreak;

export interface RichTextText {
  type: 'text';
  text: string;
  marks?: RichTextMark[];
}

export interface RichTextHardBreak {
  type: 'hardBreak';
  /** The editor may put marks on a break; the normal form drops them, as nobody can see them. */
  marks?: RichTextMark[];
}

export type RichTextMark =
  { type: 'link'; attrs: { href: string } } | { type: 'bold' } | { type: 'italic' };

/** A document that says nothing: one empty paragraph, as the editor starts with. */
export const EMPTY_DOCUMENT: RichTextDocument = Object.freeze({
  type: 'doc' as const,
  content: Object.freeze([
    Object.freeze({ type: 'paragraph' as const }),
  ]) as unknown as RichTextBlock[],
});
