import { align } from './align.js';
import type { FlatBlock } from './blocks.js';
import { Interner, piecesOf, type Piece } from './diff-glyphs.js';
import { isWord, tokenise, tokenWeight } from './tokens.js';

/** A block with what is needed to find its like in the other document. */
export interface ComparableBlock extends FlatBlock {
  pieces: Piece[];
  /** Equal for blocks that are the same in words, marks and shape (their printed number apart). */
  id: number;
  /** Equal for blocks of the same words. */
  textId: number;
  /** The numbers of its words, sorted. */
  words: Int32Array;
  weight: number;
}

/** A block of the old document, of the new one, or both. */
export type BlockPair = { a: number; b: number };

/** Under this likeness two blocks are two blocks, and not one that changed. */
const LEAST_LIKENESS = 0.3;

/** Blocks compared all with all up to this many pairs; more are first cut in halves. */
const MAX_PAIRS = 60_000;
/** And up to this much reading of words. */
const MAX_READING = 4_000_000;

/** Prepares the blocks of both documents; the interner and the weights are shared between them. */
export class BlockReader {
  readonly words = new Interner();
  private readonly blocks = new Interner();
  private readonly texts = new Interner();
  readonly weights: number[] = [];

  read(block: FlatBlock): ComparableBlock {
    const pieces = piecesOf(block.inlines);
    const text = pieces.map((piece) => piece.text).join('');
    const { type, depth } = block.shape;
    const words: number[] = [];
    let weight = 0;
    for (const token of tokenise(text)) {
      if (!isWord(token.kind)) continue;
      const number = this.words.number(token.text);
      this.weights[number] ??= tokenWeight(token);
      weight += this.weights[number]!;
      words.push(number);
    }
    return {
      ...block,
      pieces,
      id: this.blocks.number(JSON.stringify([type, depth, block.inlines])),
      textId: this.texts.number(text),
      words: Int32Array.from(words).sort(),
      weight,
    };
  }
}

/**
 * Pairs the blocks of two documents in order: equal blocks first, then, between them, those most
 * alike. Returned in the order of reading, deleted blocks before inserted ones.
 */
export function pairBlocks(
  a: readonly ComparableBlock[],
  b: readonly ComparableBlock[],
  weights: readonly number[],
): BlockPair[] {
  const partners = align(asSequence(a), asSequence(b));
  const pairs: BlockPair[] = [];
  let i = 0;
  let j = 0;
  const between = (a1: number, b1: number): void => {
    pairs.push(...pairAlike({ a, b, weights }, { a0: i, a1, b0: j, b1 }));
  };
  partners.forEach((partner, index) => {
    if (partner < 0) return;
    between(index, partner);
    pairs.push({ a: index, b: partner });
    i = index + 1;
    j = partner + 1;
  });
  between(a.length, b.length);
  return pairs;
}

function asSequence(blocks: readonly ComparableBlock[]) {
  return {
    ids: Int32Array.from(blocks, ({ id }) => id),
    weights: Float64Array.from(blocks, ({ weight }) => weight + 0.1),
  };
}

interface Sides {
  a: readonly ComparableBlock[];
  b: readonly ComparableBlock[];
  weights: readonly number[];
}

type Range = { a0: number; a1: number; b0: number; b1: number };

/** Pairs the blocks between two equal ones by the greatest sum of likeness (Needleman-Wunsch). */
function pairAlike(sides: Sides, range: Range): BlockPair[] {
  const { a0, a1, b0, b1 } = range;
  const rows = a1 - a0;
  const columns = b1 - b0;
  if (rows === 0 || columns === 0) return unpaired(range);
  const reading = columns * wordsIn(sides.a, a0, a1) + rows * wordsIn(sides.b, b0, b1);
  if (rows * columns > 1 && (rows * columns > MAX_PAIRS || reading > MAX_READING)) {
    const aMiddle = (a0 + a1) >> 1;
    const bMiddle = (b0 + b1) >> 1;
    return [
      ...pairAlike(sides, { a0, a1: aMiddle, b0, b1: bMiddle }),
      ...pairAlike(sides, { a0: aMiddle, a1, b0: bMiddle, b1 }),
    ];
  }

  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const gain = new Float64Array((rows + 1) * width);
  for (let i = 1; i <= rows; i += 1) {
    for (let j = 1; j <= columns; j += 1) {
      const cell = i * width + j;
      const like = likeness(sides.a[a0 + i - 1]!, sides.b[b0 + j - 1]!, sides.weights);
      gain[cell] = like < LEAST_LIKENESS ? -1 : like;
      const paired = gain[cell]! < 0 ? -1 : best[cell - width - 1]! + gain[cell]!;
      const up = best[cell - width]!;
      const left = best[cell - 1]!;
      best[cell] = paired > up && paired > left ? paired : up > left ? up : left;
    }
  }

  const pairs: BlockPair[] = [];
  let i = rows;
  let j = columns;
  const leave = (i0: number, j0: number): void => {
    pairs.unshift(...unpaired({ a0: a0 + i0, a1: a0 + i, b0: b0 + j0, b1: b0 + j }));
  };
  for (let x = rows, y = columns; x > 0 && y > 0;) {
    const cell = x * width + y;
    if (best[cell] === best[cell - width]) x -= 1;
    else if (best[cell] === best[cell - 1]) y -= 1;
    else {
      leave(x, y);
      x -= 1;
      y -= 1;
      pairs.unshift({ a: a0 + x, b: b0 + y });
      i = x;
      j = y;
    }
  }
  leave(0, 0);
  return pairs;
}

function unpaired({ a0, a1, b0, b1 }: Range): BlockPair[] {
  return [
    ...Array.from({ length: a1 - a0 }, (_, index) => ({ a: a0 + index, b: -1 })),
    ...Array.from({ length: b1 - b0 }, (_, index) => ({ a: -1, b: b0 + index })),
  ];
}

function wordsIn(blocks: readonly ComparableBlock[], from: number, to: number): number {
  let count = 0;
  for (let index = from; index < to; index += 1) count += blocks[index]!.words.length + 1;
  return count;
}

/**
 * How much two blocks have in common, 0 to 1, by the weight of their words. A block that was
 * continued (nearly all its words are in a much longer one) is still that block.
 */
function likeness(a: ComparableBlock, b: ComparableBlock, weights: readonly number[]): number {
  // A paragraph that became a bullet is still that paragraph; of two equals the same shape wins.
  const sameShape = a.shape.type === b.shape.type && a.shape.depth === b.shape.depth ? 0.02 : 0;
  if (a.textId === b.textId) return 1 + sameShape;
  const total = a.weight + b.weight;
  if (total === 0) return 0;
  const common = commonWeight(a.words, b.words, weights);
  const shorter = Math.min(a.weight, b.weight);
  const isContinued = shorter >= 6 && common >= 0.75 * shorter;
  const like = Math.max((2 * common) / total, isContinued ? (0.5 * common) / shorter : 0);
  return like === 0 ? 0 : like + sameShape;
}

function commonWeight(a: Int32Array, b: Int32Array, weights: readonly number[]): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) {
      common += weights[a[i]!] ?? 0;
      i += 1;
      j += 1;
    } else if (difference < 0) i += 1;
    else j += 1;
  }
  return common;
}
