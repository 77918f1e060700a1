import { align, type Sequence } from './align.js';
import { glyphsOf, Interner, sequenceOf, type Glyph, type Piece } from './diff-glyphs.js';
import { changeOf, slideChanges, tidyChunks, type Chunk, type Unit } from './diff-readable.js';
import type { DiffSegment } from './diff.types.js';
import { sameMarks } from './normalise.js';

/**
 * Below this share of common weight (of the shorter text) two texts have nothing to do with each
 * other: the few words that they share would only be splinters in the way of the reader.
 */
const LEAST_IN_COMMON = 0.25;

/** The difference between the text of two blocks, made for reading. */
export function diffInline(
  before: readonly Piece[],
  after: readonly Piece[],
  interner = new Interner(),
): DiffSegment[] {
  const a = glyphsOf(before);
  const b = glyphsOf(after);
  const sideA: Side = { glyphs: a, sequence: sequenceOf(a, interner) };
  const sideB: Side = { glyphs: b, sequence: sequenceOf(b, interner) };
  const partners = align(sideA.sequence, sideB.sequence);
  if (shareInCommon(partners, sideA, sideB) < LEAST_IN_COMMON) {
    partners.fill(-1);
    // The ends always meet.
    partners[a.length - 1] = b.length - 1;
  } else slideChanges(a, b, partners);
  return segmentsOf(tidyChunks(chunksOf(a, b, partners)));
}

/** A whole text as segments of one kind. */
export function wholeText(
  op: 'same' | 'insert' | 'delete',
  pieces: readonly Piece[],
): DiffSegment[] {
  const segments: DiffSegment[] = [];
  for (const { text, marks } of pieces) append(segments, { op, text, marks });
  return segments;
}

function shareInCommon(partners: Int32Array, a: Side, b: Side): number {
  const common = a.sequence.weights.reduce(
    (total, weight, index) => total + (partners[index]! >= 0 ? weight : 0),
    0,
  );
  // Figures change every quarter in a text that stays: those that changed hardly tell two texts apart.
  const rest = ({ glyphs, sequence }: Side, isPaired: (index: number) => boolean) =>
    sequence.weights.reduce(
      (total, weight, index) =>
        total + (isPaired(index) ? 0 : glyphs[index]!.kind === 'number' ? 0.25 : weight),
      0,
    );
  const pairedInB = new Set(partners);
  const restOfA = rest(a, (index) => partners[index]! >= 0);
  const restOfB = rest(b, (index) => pairedInB.has(index));
  return common / (common + Math.min(restOfA, restOfB));
}

interface Side {
  glyphs: readonly Glyph[];
  sequence: Sequence;
}

/** What stayed and what changed, by turns. */
function chunksOf(a: readonly Glyph[], b: readonly Glyph[], partners: Int32Array): Chunk[] {
  const chunks: Chunk[] = [];
  let j = 0;
  let deleted: Unit[] = [];
  let inserted: Unit[] = [];
  const same = (unit: Unit): void => {
    if (deleted.length > 0 || inserted.length > 0) {
      chunks.push(changeOf(deleted, inserted));
      deleted = [];
      inserted = [];
    }
    const last = chunks.at(-1);
    if (last?.kind === 'same') last.units.push(unit);
    else chunks.push({ kind: 'same', units: [unit] });
  };

  a.forEach((glyph, i) => {
    const partner = partners[i]!;
    if (partner < 0) {
      deleted.push(...gapUnits(glyph.gap, 'before'), unitOf(glyph, 'before'));
      return;
    }
    for (; j < partner; j += 1) {
      inserted.push(...gapUnits(b[j]!.gap, 'after'), unitOf(b[j]!, 'after'));
    }
    const other = b[j++]!;
    if (textOf(glyph.gap) === textOf(other.gap)) {
      if (glyph.gap.length > 0) same(spaceUnit(glyph.gap, other.gap));
    } else {
      deleted.push(...gapUnits(glyph.gap, 'before'));
      inserted.push(...gapUnits(other.gap, 'after'));
    }
    same({ kind: glyph.kind, text: glyph.text, before: glyph.pieces, after: other.pieces });
  });
  return chunks;
}

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

function unitOf({ kind, text, pieces }: Glyph, side: 'before' | 'after'): Unit {
  return { kind, text, before: [], after: [], [side]: pieces };
}

function gapUnits(gap: Piece[], side: 'before' | 'after'): Unit[] {
  if (gap.length === 0) return [];
  return [{ kind: 'space', text: textOf(gap), before: [], after: [], [side]: gap }];
}

function spaceUnit(before: Piece[], after: Piece[]): Unit {
  return { kind: 'space', text: textOf(before), before, after };
}

function segmentsOf(chunks: readonly Chunk[]): DiffSegment[] {
  const segments: DiffSegment[] = [];
  for (const chunk of chunks) {
    if (chunk.kind === 'same') {
      for (const unit of chunk.units) appendSame(segments, unit);
      continue;
    }
    for (const { before } of chunk.deleted) {
      for (const piece of before) append(segments, { op: 'delete', ...piece });
    }
    for (const { after } of chunk.inserted) {
      for (const piece of after) append(segments, { op: 'insert', ...piece });
    }
  }
  return segments;
}

/** Text that stayed, cut wherever its marks begin or end on either side. */
function appendSame(segments: DiffSegment[], { text, before, after }: Unit): void {
  let position = 0;
  const cuts = new Set([...endsOf(before), ...endsOf(after)]);
  for (const end of [...cuts].sort((x, y) => x - y)) {
    const marks = marksAt(after, position);
    const marksBefore = marksAt(before, position);
    const part = text.slice(position, end);
    if (sameMarks(marks, marksBefore)) append(segments, { op: 'same', text: part, marks });
    else append(segments, { op: 'format', text: part, marks, marksBefore });
    position = end;
  }
}

function endsOf(pieces: readonly Piece[]): number[] {
  let end = 0;
  return pieces.map(({ text }) => (end += text.length));
}

function marksAt(pieces: readonly Piece[], position: number): Piece['marks'] {
  let end = 0;
  for (const { text, marks } of pieces) {
    end += text.length;
    if (position < end) return marks;
  }
  return [];
}

function append(segments: DiffSegment[], next: DiffSegment): void {
  const last = segments.at(-1);
  const joins =
    last !== undefined &&
    last.op === next.op &&
    sameMarks(last.marks, next.marks) &&
    sameMarks(last.marksBefore ?? [], next.marksBefore ?? []);
  // A copy: the pieces belong to the caller's document.
  if (joins) segments[segments.length - 1] = { ...last, text: last.text + next.text };
  else segments.push(next);
}
