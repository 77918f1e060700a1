import type { BlockShape } from './diff.types.js';
import type { RichTextBlock, RichTextDocument, RichTextInline, RichTextListItem } from './types.js';

/** A block of a document laid flat; `unflatten` puts a document together again without loss. */
export interface FlatBlock {
  shape: BlockShape;
  inlines: RichTextInline[];
  /** Index of the item before it in the same list; -1 for the first item and for paragraphs. */
  previousItem: number;
}

/** Lays a document in normal form flat. */
export function flatten(document: RichTextDocument): FlatBlock[] {
  const blocks: FlatBlock[] = [];
  for (const block of document.content) flattenBlock(block, 0, blocks);
  return blocks;
}

function flattenBlock(block: RichTextBlock, depth: number, into: FlatBlock[]): void {
  if (block.type === 'paragraph') {
    const shape: BlockShape = { type: 'paragraph', depth };
    into.push({ shape, inlines: block.content ?? [], previousItem: -1 });
    return;
  }
  let previousItem = -1;
  block.content.forEach((item, index) => {
    const shape: BlockShape = { type: 'bullet', depth: depth + 1 };
    if (block.type === 'orderedList') {
      shape.type = 'numbered';
      shape.number = (block.attrs?.start ?? 1) + index;
      if (index === 0) shape.startsList = true;
    }
    const [first, ...rest] = item.content;
    const inlines = first?.type === 'paragraph' ? (first.content ?? []) : [];
    into.push({ shape, inlines, previousItem });
    previousItem = into.length - 1;
    for (const child of rest) flattenBlock(child, depth + 1, into);
  });
}

/** The document of a flat list of blocks, as `flatten` made it. */
export function unflatten(blocks: Pick<FlatBlock, 'shape' | 'inlines'>[]): RichTextDocument {
  const content: RichTextBlock[] = [];
  /** The lists open around the current place, outermost first, each with its last item. */
  const open: { type: BlockShape['type']; items: RichTextListItem[] }[] = [];
  const inside = (depth: number) => open[depth - 1]?.items.at(-1)?.content ?? content;

  for (const { shape, inlines } of blocks) {
    const paragraph: RichTextBlock =
      inlines.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content: inlines };
    open.length = Math.min(open.length, shape.depth);
    if (shape.type === 'paragraph') {
      inside(shape.depth).push(paragraph);
      continue;
    }
    const item: RichTextListItem = { type: 'listItem', content: [paragraph] };
    const list = open[shape.depth - 1];
    if (list?.type === shape.type && shape.startsList === undefined) {
      list.items.push(item);
      continue;
    }
    open.length = Math.min(open.length, shape.depth - 1);
    const items = [item];
    inside(shape.depth - 1).push(listOf(shape, items));
    open.push({ type: shape.type, items });
  }
  return { type: 'doc', content };
}

function listOf(shape: BlockShape, content: RichTextListItem[]): RichTextBlock {
  if (shape.type === 'bullet') return { type: 'bulletList', content };
  const start = shape.number ?? 1;
  return start === 1
    ? { type: 'orderedList', content }
    : { type: 'orderedList', attrs: { start }, content };
}
