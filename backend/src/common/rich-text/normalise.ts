import { MARK_ORDER } from './schema.js';
import { cleanSpaces } from './text.js';
import type {
  RichTextBlock,
  RichTextDocument,
  RichTextInline,
  RichTextListItem,
  RichTextMark,
} from './types.js';

/**
 * The one form of all documents that read the same: what is hashed, compared and printed.
 *
 * - Text as `text.ts` has it (NFC, one ordinary space for any white space, nothing invisible),
 *   trimmed at both ends of a paragraph and beside hard breaks.
 * - A space carries the marks that both its neighbours have, so that bold before or after a space
 *   is one thing; hard breaks carry none.
 * - Adjacent text with the same marks is one node, marks stand in the schema's order, once each;
 *   empty text, empty mark lists and default attributes are left out.
 * - Neighbouring lists that print as one are one; empty paragraphs at the end of the document or
 *   of a list item go (others stay: the author put them there).
 * - A link's address is kept to the letter: another spelling can be another place.
 *
 * Idempotent; never changes its argument. Expects what `parseDocument` accepts; default attributes
 * and empty text from elsewhere do no harm.
 */
export function normaliseDocument(document: RichTextDocument): RichTextDocument {
  return { type: 'doc', content: normaliseBlocks(document.content) };
}

function normaliseBlocks(blocks: RichTextBlock[]): RichTextBlock[] {
  const result: RichTextBlock[] = [];
  for (const block of blocks) appendBlock(result, normaliseBlock(block));
  while (result.length > 1 && isEmptyParagraph(result.at(-1))) result.pop();
  return result;
}

function normaliseBlock(block: RichTextBlock): RichTextBlock {
  switch (block.type) {
    case 'paragraph': {
      const content = normaliseInlines(block.content ?? []);
      return content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content };
    }
    case 'bulletList':
      return { type: 'bulletList', content: block.content.map(normaliseItem) };
    case 'orderedList': {
      const start = block.attrs?.start ?? 1;
      const content = block.content.map(normaliseItem);
      return start === 1
        ? { type: 'orderedList', content }
        : { type: 'orderedList', attrs: { start }, content };
    }
    default:
      return block satisfies never;
  }
}

function normaliseItem(item: RichTextListItem): RichTextListItem {
  return { type: 'listItem', content: normaliseBlocks(item.content) };
}

/** Adds a block, joining it to a list before it when the two print as one. */
function appendBlock(blocks: RichTextBlock[], block: RichTextBlock): void {
  const last = blocks.at(-1);
  const joins =
    (last?.type === 'bulletList' && block.type === 'bulletList') ||
    (last?.type === 'orderedList' &&
      block.type === 'orderedList' &&
      (block.attrs?.start ?? 1) === (last.attrs?.start ?? 1) + last.content.length);
  if (joins) last.content.push(...block.content);
  else blocks.push(block);
}

function isEmptyParagraph(block: RichTextBlock | undefined): boolean {
  return block?.type === 'paragraph' && (block.content ?? []).length === 0;
}

/** A word with its marks, a space between two things, or a break. */
type Piece = { text: string; marks: RichTextMark[] };
const SPACE = ' ';
const BREAK = '\n';

function normaliseInlines(inlines: RichTextInline[]): RichTextInline[] {
  const pieces = toPieces(inlines);
  const result: RichTextInline[] = [];
  pieces.forEach((piece, index) => {
    if (piece.text === BREAK) result.push({ type: 'hardBreak' });
    else {
      const isSpace = piece.text === SPACE;
      appendText(result, piece.text, isSpace ? sharedMarks(pieces, index) : piece.marks);
    }
  });
  for (const inline of result) {
    if (inline.type === 'text') inline.text = inline.text.normalize('NFC');
  }
  return result;
}

function toPieces(inlines: RichTextInline[]): Piece[] {
  const pieces: Piece[] = [];
  const endsWithSpace = () => pieces.at(-1)?.text === SPACE;
  for (const inline of inlines) {
    if (inline.type === 'hardBreak') {
      if (endsWithSpace()) pieces.pop();
      pieces.push({ text: BREAK, marks: [] });
      continue;
    }
    const marks = canonicalMarks(inline.marks ?? []);
    for (const text of cleanSpaces(inline.text).split(/( )/)) {
      if (text === '') continue;
      const isNeedless = pieces.length === 0 || endsWithSpace() || pieces.at(-1)?.text === BREAK;
      if (text !== SPACE || !isNeedless) pieces.push({ text, marks });
    }
  }
  if (endsWithSpace()) pieces.pop();
  return pieces;
}

function sharedMarks(pieces: Piece[], index: number): RichTextMark[] {
  const after = pieces[index + 1]?.marks ?? [];
  return (pieces[index - 1]?.marks ?? []).filter((mark) => after.some((m) => sameMark(m, mark)));
}

function appendText(inlines: RichTextInline[], text: string, marks: RichTextMark[]): void {
  const last = inlines.at(-1);
  if (last?.type === 'text' && sameMarks(last.marks ?? [], marks)) last.text += text;
  else inlines.push(marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks });
}

function canonicalMarks(marks: RichTextMark[]): RichTextMark[] {
  const ordered: RichTextMark[] = [];
  for (const type of MARK_ORDER) {
    const mark = marks.find((candidate) => candidate.type === type);
    if (mark === undefined) continue;
    ordered.push(
      mark.type === 'link'
        ? { type: 'link', attrs: { href: mark.attrs.href } }
        : { type: mark.type },
    );
  }
  return ordered;
}

function sameMark(a: RichTextMark, b: RichTextMark): boolean {
  return a.type === b.type && (a.type !== 'link' || a.attrs.href === hrefOf(b));
}

function hrefOf(mark: RichTextMark): string | undefined {
  return mark.type === 'link' ? mark.attrs.href : undefined;
}

/** Whether two lists of marks in canonical order are the same. */
export function sameMarks(a: readonly RichTextMark[], b: readonly RichTextMark[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every((mark, index) => {
        const other = b[index];
        return other !== undefined && sameMark(mark, other);
      }))
  );
}
