/**
 * Alignment of two sequences, each item an integer that stands for its value. Used for the blocks
 * of two documents and for the words of two blocks.
 */
export interface Sequence {
  ids: Int32Array;
  /** How much it means that this item is found on the other side too; above 0. */
  weights: Float64Array;
}

/** Up to this many cells the exact table is filled in; beyond it the sequences are cut first. */
const MAX_CELLS = 250_000;

/** Items found next to one another on both sides are worth more than the same items scattered. */
const CONTIGUITY_BONUS = 0.35;

/**
 * Pairs equal items of two sequences, in order, by the greatest total weight. Returns, for each
 * item of `a`, the index of its partner in `b`, or -1.
 *
 * Exact for what people write. Long sequences are first cut at runs that occur once on each side
 * (patience); where there are none, in proportion. So the work stays in the order of the length.
 */
export function align(a: Sequence, b: Sequence): Int32Array {
  const partners = new Int32Array(a.ids.length).fill(-1);
  alignRange(a, b, { a0: 0, a1: a.ids.length, b0: 0, b1: b.ids.length, cuts: 0 }, partners);
  return partners;
}

interface Range {
  a0: number;
  a1: number;
  b0: number;
  b1: number;
  /** How often it was cut out of a larger one. */
  cuts: number;
}

/** Looking for anchors costs a pass over the range; contrived texts would yield one at a time. */
const MAX_ANCHORED_CUTS = 8;

function alignRange(a: Sequence, b: Sequence, whole: Range, partners: Int32Array): void {
  const pending = [whole];
  for (let range = pending.pop(); range !== undefined; range = pending.pop()) {
    const rest = trim(a.ids, b.ids, range, partners);
    const rows = rest.a1 - rest.a0;
    const columns = rest.b1 - rest.b0;
    if (rows === 0 || columns === 0) continue;
    if (rows * columns <= MAX_CELLS) alignExactly(a, b, rest, partners);
    else pending.push(...cut(a.ids, b.ids, rest));
  }
}

/** Pairs what the two ranges begin and end with; returns what lies between. */
function trim(a: Int32Array, b: Int32Array, range: Range, partners: Int32Array): Range {
  let { a0, a1, b0, b1 } = range;
  while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) partners[a0++] = b0++;
  while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) partners[--a1] = --b1;
  return { ...range, a0, a1, b0, b1 };
}

const NEVER = Number.NEGATIVE_INFINITY;
const LEFT = 1;
const UP = 2;
const MATCH = 4;
const CONTINUES = 8;

/**
 * The heaviest common subsequence by a full table with two scores a cell: the best so far, and the
 * best that ends by pairing these two items (which is what earns the bonus for the next pair).
 */
function alignExactly(a: Sequence, b: Sequence, range: Range, partners: Int32Array): void {
  const { a0, b0 } = range;
  const rows = range.a1 - a0;
  const columns = range.b1 - b0;
  const width = columns + 1;
  /** For each cell the move to the best score, and whether a pair here continues a run. */
  const cells = new Uint8Array((rows + 1) * width);
  let best = new Float64Array(width);
  let paired = new Float64Array(width).fill(NEVER);
  let bestAbove = new Float64Array(width);
  let pairedAbove = new Float64Array(width).fill(NEVER);

  for (let i = 1; i <= rows; i += 1) {
    [best, bestAbove] = [bestAbove, best];
    [paired, pairedAbove] = [pairedAbove, paired];
    best[0] = 0;
    paired[0] = NEVER;
    const id = a.ids[a0 + i - 1];
    const weight = a.weights[a0 + i - 1]!;
    for (let j = 1; j <= columns; j += 1) {
      let score = NEVER;
      let move = 0;
      if (id === b.ids[b0 + j - 1]) {
        const alone = bestAbove[j - 1]!;
        const inRun = pairedAbove[j - 1]! + CONTIGUITY_BONUS * weight;
        if (inRun >= alone) move = CONTINUES;
        score = weight + (inRun > alone ? inRun : alone);
      }
      paired[j] = score;
      const up = bestAbove[j]!;
      const left = best[j - 1]!;
      if (score >= up && score >= left) {
        best[j] = score;
        move |= MATCH;
      } else if (up > left) {
        best[j] = up;
        move |= UP;
      } else {
        best[j] = left;
        move |= LEFT;
      }
      cells[i * width + j] = move;
    }
  }

  let inRun = false;
  for (let i = rows, j = columns; i > 0 && j > 0;) {
    const cell = cells[i * width + j]!;
    if (inRun || cell & MATCH) {
      partners[a0 + i - 1] = b0 + j - 1;
      inRun = (cell & CONTINUES) !== 0;
      i -= 1;
      j -= 1;
    } else if (cell & UP) i -= 1;
    else j -= 1;
  }
}

/** Cuts a range too large for the table into smaller ones, which together cover it. */
function cut(a: Int32Array, b: Int32Array, range: Range): Range[] {
  const isAnchored = range.cuts < MAX_ANCHORED_CUTS;
  const anchors = isAnchored ? (uniqueRuns(a, b, range, 3) ?? uniqueRuns(a, b, range, 1)) : null;
  const cuts = anchors ?? proportionalCuts(range);
  const ranges: Range[] = [];
  let { a0, b0 } = range;
  for (const [i, j] of [...cuts, [range.a1, range.b1] as const]) {
    ranges.push({ a0, a1: i, b0, b1: j, cuts: range.cuts + 1 });
    a0 = i;
    b0 = j;
  }
  return ranges;
}

type Cut = readonly [number, number];

function proportionalCuts({ a0, a1, b0, b1 }: Range): Cut[] {
  const pieces = Math.ceil(Math.max(a1 - a0, b1 - b0) / Math.sqrt(MAX_CELLS));
  return Array.from({ length: pieces - 1 }, (_, index) => [
    a0 + Math.floor(((a1 - a0) * (index + 1)) / pieces),
    b0 + Math.floor(((b1 - b0) * (index + 1)) / pieces),
  ]);
}

/** Where runs of `length` items that occur once on each side begin: the longest ordered choice. */
function uniqueRuns(a: Int32Array, b: Int32Array, range: Range, length: number): Cut[] | null {
  const places = (ids: Int32Array, from: number, to: number) => {
    const found = new Map<string, number>();
    for (let i = from; i + length <= to; i += 1) {
      const key = ids.subarray(i, i + length).join();
      found.set(key, found.has(key) ? -1 : i);
    }
    return found;
  };
  const inB = places(b, range.b0, range.b1);
  const pairs: Cut[] = [];
  for (const [key, i] of places(a, range.a0, range.a1)) {
    const j = inB.get(key) ?? -1;
    if (i >= 0 && j >= 0) pairs.push([i, j]);
  }
  // A cut at the very start cuts nothing.
  const anchors = longestIncreasing(pairs).filter(([i, j]) => i > range.a0 || j > range.b0);
  return anchors.length === 0 ? null : anchors;
}

/** The longest choice of pairs, sorted by their first part, whose second parts increase. */
function longestIncreasing(pairs: Cut[]): Cut[] {
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.sort(([i], [j]) => i - j);
  pairs.forEach(([, value], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]!]![1] < value) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[index] = tails[low - 1]!;
    tails[low] = index;
  });
  const chosen: Cut[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index]!) {
    chosen.push(pairs[index]!);
  }
  return chosen.reverse();
}
