import { unflatten } from './blocks.js';
import { inlinesOf, type Piece } from './diff-glyphs.js';
import { diffDocuments, segmentsAfter } from './diff.js';
import type { BlockShape, DiffBlock } from './diff.types.js';
import { mergeInline, type MergeConflict } from './merge-inline.js';
import { normaliseDocument } from './normalise.js';
import type { RichTextDocument } from './types.js';

export type { MergeConflict } from './merge-inline.js';

export interface DocumentMerge {
  /** In normal form. */
  document: RichTextDocument;
  /** Where both changed the same place: what each made of it stands in the document. */
  conflicts: MergeConflict[];
}

/**
 * The text that has the changes of both to the text that both started from. Changes of different
 * words merge by themselves; where both changed the same place both stand, and the conflict is
 * named. Words go only when one of the two took them out and the other left them as they were.
 *
 * Pure; made of two differences (`diffDocuments`), so it costs about two of them.
 */
export function mergeDocuments(
  base: RichTextDocument,
  mine: RichTextDocument,
  theirs: RichTextDocument,
): DocumentMerge {
  const [was, own, other] = [base, mine, theirs].map((each) => normaliseDocument(each)) as [
    RichTextDocument,
    RichTextDocument,
    RichTextDocument,
  ];
  if (isSame(own, other) || isSame(other, was)) return { document: own, conflicts: [] };
  if (isSame(own, was)) return { document: other, conflicts: [] };
  const merge = new Merge(scriptOf(was, own), scriptOf(was, other));
  return { document: documentOf(merge.blocks), conflicts: merge.conflicts };
}

const isSame = (one: RichTextDocument, other: RichTextDocument): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A block on its way into a document. */
export interface PlacedBlock {
  shape: BlockShape;
  pieces: Piece[];
  /** Joins a list that stands before it, although somewhere it begins one. */
  isLoose?: boolean;
  /** What its list counts from, should it come to stand first. */
  listStart?: number;
}

/** A difference by the blocks of the text that it starts from. */
interface Script {
  blocks: DiffBlock[];
  /** What was put in before each of those blocks, and at the end. */
  inserted: DiffBlock[][];
  /** The block of the start, by the index in the difference. */
  indexOf: Map<number, number>;
  /** What the list of each of those blocks counts from. */
  listStarts: number[];
}

function scriptOf(base: RichTextDocument, changed: RichTextDocument): Script {
  const script: Script = { blocks: [], inserted: [[]], indexOf: new Map(), listStarts: [] };
  const starts: number[] = [];
  diffDocuments(base, changed).blocks.forEach((block, index) => {
    if (block.kind === 'inserted') script.inserted.at(-1)!.push(block);
    else {
      script.indexOf.set(index, script.blocks.length);
      script.blocks.push(block);
      script.inserted.push([]);
      const { depth, startsList, number = 1 } = shapeBefore(block);
      if (startsList) starts[depth] = number;
      script.listStarts.push(starts[depth] ?? 1);
    }
  });
  return script;
}

const shapeBefore = ({ before, block }: DiffBlock): BlockShape => before ?? block;
const piecesAfter = (block: DiffBlock): Piece[] =>
  segmentsAfter(block).map(({ text, marks }) => ({ text, marks }));
const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');
const hasNewWords = ({ segments }: DiffBlock): boolean =>
  segments.some(({ op }) => op === 'insert' || op === 'delete');
const isGone = ({ kind }: DiffBlock): boolean => kind === 'deleted';

class Merge {
  readonly blocks: PlacedBlock[] = [];
  readonly conflicts: MergeConflict[] = [];

  constructor(
    private readonly mine: Script,
    private readonly theirs: Script,
  ) {
    mine.blocks.forEach((own, index) => {
      this.gap(index);
      this.block(own, theirs.blocks[index]!, mine.listStarts[index]!);
    });
    this.gap(mine.blocks.length);
  }

  /** What both put in at one place. */
  private gap(index: number): void {
    const own = this.arrivals(this.mine, this.theirs, index, true);
    const other = this.arrivals(this.theirs, this.mine, index, false);
    if (JSON.stringify(own) === JSON.stringify(other)) {
      this.blocks.push(...own);
      return;
    }
    this.blocks.push(...own, ...other.map((block) => ({ ...block, isLoose: own.length > 0 })));
    if (own.length > 0 && other.length > 0) {
      const words = (blocks: PlacedBlock[]): string =>
        blocks.map(({ pieces }) => textOf(pieces)).join('\n');
      this.conflicts.push({ base: '', mine: words(own), theirs: words(other) });
    }
  }

  /** The blocks that one put in; one that they moved comes with what the other changed in it. */
  private arrivals(from: Script, other: Script, index: number, isMine: boolean): PlacedBlock[] {
    return from.inserted[index]!.flatMap((block): PlacedBlock[] => {
      const placed = { shape: block.block, pieces: piecesAfter(block) };
      const origin = from.indexOf.get(block.movedFrom ?? -1);
      const there = origin === undefined ? undefined : other.blocks[origin]!;
      if (!there) return [placed];
      if (!isGone(there)) {
        return [hasNewWords(there) ? { ...placed, pieces: piecesAfter(there) } : placed];
      }
      // Both moved it: it stands where I put it.
      if (there.movedTo !== undefined) return isMine ? [placed] : [];
      const words = textOf(placed.pieces);
      this.conflicts.push({
        base: words,
        mine: isMine ? words : '',
        theirs: isMine ? '' : words,
      });
      return [placed];
    });
  }

  /** What became of a block of the text that both started from. */
  private block(own: DiffBlock, other: DiffBlock, listStart: number): void {
    if (isGone(own) && isGone(other)) return;
    if (isGone(own) || isGone(other)) {
      const [gone, left] = isGone(own) ? [own, other] : [other, own];
      if (!hasNewWords(left) || gone.movedTo !== undefined) return;
      const pieces = piecesAfter(left);
      const [mine, theirs] = isGone(own) ? ['', textOf(pieces)] : [textOf(pieces), ''];
      this.conflicts.push({ base: textOf(wordsBefore(gone)), mine, theirs });
      this.blocks.push({ shape: left.block, pieces, isLoose: true, listStart });
      return;
    }
    const merged = mergeInline(own.segments, other.segments);
    this.conflicts.push(...merged.conflicts);
    this.blocks.push({ ...mergeShape(own, other), pieces: merged.pieces, listStart });
  }
}

const wordsBefore = ({ segments }: DiffBlock): Piece[] =>
  segments.map(({ text, marks }) => ({ text, marks }));

const startOf = ({ startsList, number }: BlockShape): number | undefined =>
  startsList ? number : undefined;

/** Whoever made it another kind of block decides; so does whoever began or ended its list there. */
function mergeShape(own: DiffBlock, other: DiffBlock): Pick<PlacedBlock, 'shape' | 'isLoose'> {
  const was = shapeBefore(own);
  const isOwn = own.block.type !== was.type || own.block.depth !== was.depth;
  const { type, depth } = isOwn ? own.block : other.block;
  const starts = [was, own.block, other.block].map(startOf);
  const start = starts[1] !== starts[0] ? starts[1] : starts[2];
  const isNumbered = type === 'numbered' && start !== undefined;
  return {
    shape: { type, depth, ...(isNumbered && { number: start, startsList: true }) },
    isLoose: starts.some((each) => each !== start),
  };
}

/** The document of blocks from several texts: lists joined or begun as their items now stand. */
export function documentOf(placed: readonly PlacedBlock[]): RichTextDocument {
  /** The kinds of the lists open around the current place, outermost first. */
  const open: BlockShape['type'][] = [];
  const blocks = placed.map(({ shape: { type, number, startsList, ...shape }, ...block }) => {
    const isItem = type !== 'paragraph';
    // An item whose list is gone, or a paragraph whose item is, stands as deep as there is room.
    const depth = Math.min(shape.depth, isItem ? open.length + 1 : open.length);
    const continues = isItem && open[depth - 1] === type;
    open.length = Math.min(open.length, isItem ? depth - 1 : depth);
    if (isItem) open.push(type);
    const begins = type === 'numbered' && !(continues && (block.isLoose || !startsList));
    const start = startsList ? number : block.listStart;
    return {
      shape: {
        type,
        depth,
        ...(begins && { number: start ?? 1, startsList: true as const }),
      },
      inlines: inlinesOf(block.pieces),
    };
  });
  if (blocks.length === 0) return { type: 'doc', content: [{ type: 'paragraph' }] };
  return normaliseDocument(unflatten(blocks));
}
