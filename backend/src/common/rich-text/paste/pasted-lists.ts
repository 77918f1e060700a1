import { isListStart, MAX_LIST_DEPTH } from '../limits.js';
import type { RichTextBlock, RichTextListItem } from '../types.js';

/** A line that says of itself on which level of which list it stands: Word knows no other lists. */
export interface ListLine {
  /** From 1. */
  level: number;
  isOrdered: boolean;
  /** The number it shows, where it shows one. */
  number?: number;
  content: RichTextBlock[];
}

export type PastedBlock = RichTextBlock | ListLine;

const isListLine = (block: PastedBlock): block is ListLine => 'level' in block;

type List = Extract<RichTextBlock, { content: RichTextListItem[] }>;

/** Makes lists, one inside the other, of the lines that say where they stand. */
export function foldLists(blocks: readonly PastedBlock[]): RichTextBlock[] {
  const folded: RichTextBlock[] = [];
  /** The lists that are open, outermost first. */
  let open: List[] = [];
  for (const block of blocks) {
    if (!isListLine(block)) {
      open = [];
      folded.push(block);
      continue;
    }
    // A level that was skipped cannot be shown: it hangs on the last item there is.
    const depth = Math.min(Math.max(block.level, 1), open.length + 1, MAX_LIST_DEPTH);
    open = open.slice(0, depth);
    const present = open[depth - 1];
    if (present && goesOn(present, block)) {
      present.content.push(itemOf(block));
      continue;
    }
    const list = listOf(block);
    const home = depth === 1 ? folded : open[depth - 2]!.content.at(-1)!.content;
    home.push(list);
    open[depth - 1] = list;
  }
  return folded;
}

/** Another kind of list, or one that begins to count again, is another list. */
function goesOn(list: List, line: ListLine): boolean {
  if ((list.type === 'orderedList') !== line.isOrdered) return false;
  if (list.type === 'bulletList' || line.number === undefined) return true;
  return line.number === (list.attrs?.start ?? 1) + list.content.length;
}

function listOf(line: ListLine): List {
  const content = [itemOf(line)];
  if (!line.isOrdered) return { type: 'bulletList', content };
  const start = line.number;
  return start !== undefined && start !== 1 && isListStart(start)
    ? { type: 'orderedList', attrs: { start }, content }
    : { type: 'orderedList', content };
}

const itemOf = ({ content }: ListLine): RichTextListItem => listItem(content);

/** An item begins with a paragraph, be it an empty one. */
export const listItem = (content: RichTextBlock[]): RichTextListItem => ({
  type: 'listItem',
  content: content[0]?.type === 'paragraph' ? content : [{ type: 'paragraph' }, ...content],
});

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/**
 * What stands before a list's line: the number it says, or nothing for a bullet. “1.”, “2)”, “(iii)”,
 * “b.”, “1.2.” count; a lone “o” is Word’s bullet of the second level.
 */
export function numberOf(glyph: string): number | undefined {
  const match = /^\(?(?:\d{1,3}\.)*(\d{1,3}|[ivxlc]{1,6}|[a-z])[.):]+$/i.exec(glyph.trim());
  const said = match?.[1]?.toLowerCase();
  if (said === undefined) return undefined;
  if (/^\d/.test(said)) return Number(said);
  if (/^([ivx]|[ivxlc]{2,})$/.test(said)) return romanNumber(said);
  return said.charCodeAt(0) - 'a'.charCodeAt(0) + 1;
}

const romanNumber = (roman: string): number =>
  [...roman].reduce((sum, letter, index) => {
    const value = ROMAN[letter]!;
    return sum + (value < (ROMAN[roman[index + 1] ?? ''] ?? 0) ? -value : value);
  }, 0);
