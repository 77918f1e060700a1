import { countWordGlyphs, type Glyph, type Piece } from './diff-glyphs.js';
import { isFunctionWord, isWord, type TokenKind } from './tokens.js';

/**
 * The shortest difference between two texts is seldom the one a person would mark. These rules
 * move and join changes until they read as a careful editor's.
 */

/** A word, number, punctuation mark, break or space, with its text by marks on either side. */
export interface Unit {
  kind: TokenKind;
  text: string;
  before: Piece[];
  after: Piece[];
}

interface Same {
  kind: 'same';
  units: Unit[];
}

export interface Change {
  kind: 'change';
  deleted: Unit[];
  inserted: Unit[];
  /** How many words were deleted or inserted, whichever are more; kept, as joining asks often. */
  size: number;
}

export type Chunk = Same | Change;

const SENTENCE_END = /^[.?!…]+$/;

/** Text that repeats itself for longer than this is not prose. */
const MAX_SLIDE = 60;

// --- Sliding -------------------------------------------------------------------------------------

/**
 * An insertion (or deletion) between repeated words can stand in several places. Puts it where a
 * sentence, a line or a phrase begins and ends: "A. [X.] B." and not "A[. X]. B.".
 */
export function slideChanges(a: readonly Glyph[], b: readonly Glyph[], partners: Int32Array): void {
  const inverse = new Int32Array(b.length).fill(-1);
  partners.forEach((j, i) => {
    if (j >= 0) inverse[j] = i;
  });
  slideRuns(b, inverse, partners);
  slideRuns(a, partners, inverse);
}

/** Slides the runs without partner in `glyphs` that have nothing against them on the other side. */
function slideRuns(glyphs: readonly Glyph[], partners: Int32Array, inverse: Int32Array): void {
  for (let start = 0; start < glyphs.length; start += 1) {
    if (partners[start]! >= 0) continue;
    let end = start;
    while (end < glyphs.length && partners[end]! < 0) end += 1;
    const next = partners[end] ?? -1;
    const previous = start === 0 ? -1 : partners[start - 1]!;
    if (next === previous + 1) {
      slideTo(bestPlace(glyphs, partners, start, end), { start, end }, partners, inverse);
    }
    // Sliding to the right moves the run over what follows: go on behind it.
    start = end;
    while (start < glyphs.length && partners[start]! < 0) start += 1;
  }
}

/** How far to slide the run, negative to the left; 0 when it stands well. */
function bestPlace(
  glyphs: readonly Glyph[],
  partners: Int32Array,
  start: number,
  end: number,
): number {
  let best = 0;
  let bestScore = boundary(glyphs, start) + boundary(glyphs, end);
  const consider = (shift: number): void => {
    const score = boundary(glyphs, start + shift) + boundary(glyphs, end + shift);
    if (score > bestScore) [best, bestScore] = [shift, score];
  };
  const isSame = (x: number, y: number) => glyphs[x]!.text === glyphs[y]!.text;
  for (let k = 1; k <= MAX_SLIDE && start - k >= 0 && isSame(start - k, end - k); k += 1) {
    const partner = partners[start - k]!;
    if (partner < 0 || partner !== partners[start - 1]! - (k - 1)) break;
    consider(-k);
  }
  for (
    let k = 1;
    k <= MAX_SLIDE && end + k - 1 < glyphs.length && isSame(start + k - 1, end + k - 1);
    k += 1
  ) {
    if (partners[end + k - 1]! !== partners[end]! + (k - 1)) break;
    consider(k);
  }
  return best;
}

function slideTo(
  shift: number,
  { start, end }: { start: number; end: number },
  partners: Int32Array,
  inverse: Int32Array,
): void {
  const pair = (from: number, to: number): void => {
    const partner = partners[from]!;
    partners[from] = -1;
    partners[to] = partner;
    inverse[partner] = to;
  };
  for (let k = 1; k <= -shift; k += 1) pair(start - k, end - k);
  for (let k = 0; k < shift; k += 1) pair(end + k, start + k);
}

/** How well a change may begin or end before the glyph at this index. */
function boundary(glyphs: readonly Glyph[], index: number): number {
  const glyph = glyphs[index];
  const previous = glyphs[index - 1];
  if (glyph === undefined || previous === undefined || glyph.text === '') return 5;
  if (previous.kind === 'break' || glyph.kind === 'break') return 4;
  if (glyph.gap.length === 0) return 0;
  if (SENTENCE_END.test(previous.text)) return 4;
  return previous.kind === 'punctuation' ? 3 : 2;
}

// --- Joining -------------------------------------------------------------------------------------

/** Makes chunks readable: whole words, no splinters between changes, no change of a bare space. */
export function tidyChunks(chunks: readonly Chunk[]): Chunk[] {
  return withoutEdgeSpaces(withoutBareSpaces(withoutIslands(chunks)));
}

/** A change of these units; they become its own. */
export function changeOf(deleted: Unit[], inserted: Unit[]): Change {
  const size = Math.max(countWordGlyphs(deleted), countWordGlyphs(inserted));
  return { kind: 'change', deleted, inserted, size };
}

function withoutIslands(chunks: readonly Chunk[]): Chunk[] {
  let current = chunks.map((chunk) =>
    // Copies: changes are extended in place.
    chunk.kind === 'same' ? chunk : changeOf([...chunk.deleted], [...chunk.inserted]),
  );
  for (;;) {
    const joined: Chunk[] = [];
    for (const chunk of current) {
      const island = joined.at(-1);
      const left = joined.at(-2);
      if (
        chunk.kind === 'change' &&
        island?.kind === 'same' &&
        left?.kind === 'change' &&
        isIsland(left, island.units, chunk)
      ) {
        joined.pop();
        extend(left, island.units, chunk);
      } else joined.push(chunk);
    }
    // Joined changes are larger, and may swallow what stood beside them.
    if (joined.length === current.length) return joined;
    current = joined;
  }
}

/** Joins what stayed, and the change after it, to a change; in place, so that long chains are cheap. */
function extend(left: Change, island: readonly Unit[], right?: Change): void {
  const words = countWordGlyphs(island);
  for (const unit of island) {
    left.deleted.push(unit);
    left.inserted.push(unit);
  }
  for (const unit of right?.deleted ?? []) left.deleted.push(unit);
  for (const unit of right?.inserted ?? []) left.inserted.push(unit);
  // An upper bound of the size is enough: it only says whether a change is large.
  left.size += words + (right?.size ?? 0);
}

/** Whether what stayed between two changes is too little to be worth the eye's stopping. */
function isIsland(left: Change, units: readonly Unit[], right: Change): boolean {
  if (units.some(({ kind, text }) => kind === 'break' || SENTENCE_END.test(text))) return false;
  // "12 of 30" and "15 of 30": a figure that stayed is news, and stays visible.
  if (units.some(({ kind }) => kind === 'number')) return false;
  const words = units.filter(({ kind }) => isWord(kind));
  // Between two insertions (or deletions) nothing was replaced: joining would invent that.
  if (isPure(left) && isPure(right) && left.deleted.length > 0 === right.deleted.length > 0) {
    return false;
  }
  const smaller = Math.min(left.size, right.size);
  if (words.length === 0) {
    const isSpace = units.every(({ kind }) => kind === 'space');
    // "91%, 89%" and "90%, 88%": each figure beside the one that replaced it.
    return isSpace || !(isWordForWord(left) && isWordForWord(right));
  }
  if (words.length <= 2 && words.every(({ text }) => isFunctionWord(text))) {
    return !(isFigureForFigure(left) && isFigureForFigure(right));
  }
  return words.length <= 4 && words.length * 2 <= smaller;
}

const isPure = ({ deleted, inserted }: Change) => deleted.length === 0 || inserted.length === 0;

const isWordForWord = ({ deleted, inserted, size }: Change) =>
  size === 1 && countWordGlyphs(deleted) === 1 && countWordGlyphs(inserted) === 1;

/** "11.5% of £1.2m" and "11.7% of £1.3m": figures are read one by one, whatever joins them. */
const isFigureForFigure = (change: Change) =>
  isWordForWord(change) &&
  [...change.deleted, ...change.inserted].every(({ kind }) => kind === 'number' || !isWord(kind));

/** A changed space alone cannot be seen: it takes the word after it along. */
function withoutBareSpaces(chunks: readonly Chunk[]): Chunk[] {
  const result: Chunk[] = [];
  let taken = 0;
  chunks.forEach((chunk, index) => {
    if (chunk.kind === 'same') {
      const units = chunk.units.slice(taken);
      taken = 0;
      if (units.length > 0) result.push({ kind: 'same', units });
      return;
    }
    const last = result.at(-1);
    const next = chunks[index + 1];
    const [following] = next?.kind === 'same' ? next.units : [];
    const takes = isBareSpace(chunk) && following !== undefined && following.text !== '';
    if (takes) taken = 1;
    const along = takes ? [following] : [];
    if (last?.kind === 'change') {
      // The word taken along before was all that stood between the two changes.
      extend(last, [], chunk);
      extend(last, along);
    } else {
      const change = { ...chunk, deleted: [...chunk.deleted], inserted: [...chunk.inserted] };
      extend(change, along);
      result.push(change);
    }
  });
  return result;
}

const isBareSpace = ({ deleted, inserted }: Change) =>
  [...deleted, ...inserted].every(({ kind }) => kind === 'space');

/** A space that begins or ends both what was deleted and what was inserted stayed. */
function withoutEdgeSpaces(chunks: readonly Chunk[]): Chunk[] {
  const result: Chunk[] = [];
  for (const chunk of chunks) {
    if (chunk.kind === 'same') {
      result.push(chunk);
      continue;
    }
    const deleted = [...chunk.deleted];
    const inserted = [...chunk.inserted];
    const [first] = deleted;
    if (first !== undefined && isSameSpace(first, inserted[0])) {
      result.push({ kind: 'same', units: [{ ...first, after: inserted[0]!.after }] });
      deleted.shift();
      inserted.shift();
    }
    const last = deleted.at(-1);
    const lastInserted = inserted.at(-1);
    const isTrailing = last !== undefined && isSameSpace(last, lastInserted);
    if (isTrailing) {
      deleted.pop();
      inserted.pop();
    }
    if (deleted.length > 0 || inserted.length > 0) result.push(changeOf(deleted, inserted));
    if (isTrailing) result.push({ kind: 'same', units: [{ ...last, after: lastInserted!.after }] });
  }
  return result;
}

function isSameSpace(a: Unit, b: Unit | undefined): boolean {
  return a.kind === 'space' && b?.kind === 'space' && a.text === b.text;
}
