import type { Piece } from './diff-glyphs.js';
import type { DiffSegment } from './diff.types.js';
import { sameMarks } from './normalise.js';
import { MARK_ORDER } from './schema.js';
import type { RichTextMark } from './types.js';

/** What two people made of one place of the text that both started from. */
export interface MergeConflict {
  /** The words there before; empty where both put words in. */
  base: string;
  /** What each has there now; empty where they took the words out. */
  mine: string;
  theirs: string;
}

/** Words taken out from `from` to `to`, and words put in their place. */
interface Edit {
  from: number;
  to: number;
  pieces: Piece[];
}

/** One person's changes of a block, by the characters of the block that both started from. */
interface Changes {
  edits: Edit[];
  /** The marks of each character: before, and after for those that stayed. */
  before: RichTextMark[][];
  after: RichTextMark[][];
  text: string;
}

/** Edits of both that meet: they are answered together. */
interface Cluster {
  from: number;
  to: number;
  mine: Edit[];
  theirs: Edit[];
}

/**
 * The words of one block with the changes of both. Where both changed the same words, what each
 * made of them stands in the result, mine first, and the conflict is named.
 */
export function mergeInline(
  mine: readonly DiffSegment[],
  theirs: readonly DiffSegment[],
): { pieces: Piece[]; conflicts: MergeConflict[] } {
  const own = changesOf(mine);
  const other = changesOf(theirs);
  const pieces: Piece[] = [];
  const conflicts: MergeConflict[] = [];
  let position = 0;
  const keep = (to: number): void => {
    for (; position < to; position += 1) {
      const marks = mergeMarks(own.before[position]!, own.after[position]!, other.after[position]!);
      append(pieces, { text: own.text[position]!, marks });
    }
  };
  for (const { from, to, ...edits } of clustersOf(own, other)) {
    keep(from);
    position = to;
    const made = {
      mine: render(own, edits.mine, from, to),
      theirs: render(other, edits.theirs, from, to),
    };
    if (edits.theirs.length === 0) pieces.push(...made.mine);
    else if (edits.mine.length === 0) pieces.push(...made.theirs);
    else pieces.push(...bothOf(made, own.text.slice(from, to), conflicts));
  }
  keep(own.text.length);
  return { pieces, conflicts };
}

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

function bothOf(
  { mine, theirs }: Record<'mine' | 'theirs', Piece[]>,
  base: string,
  conflicts: MergeConflict[],
): Piece[] {
  const own = textOf(mine);
  const other = textOf(theirs);
  if (own === other) return mine;
  conflicts.push({ base: base.trim(), mine: own.trim(), theirs: other.trim() });
  if (own === '' || other === '') return [...mine, ...theirs];
  const isApart = /\s$/.test(own) || /^\s/.test(other);
  return isApart ? [...mine, ...theirs] : [...mine, { text: ' ', marks: [] }, ...theirs];
}

function changesOf(segments: readonly DiffSegment[]): Changes {
  const changes: Changes = { edits: [], before: [], after: [], text: '' };
  let edit: Edit | undefined;
  for (const { op, text, marks, marksBefore = marks } of segments) {
    if (op === 'insert' || op === 'delete') {
      const at = changes.text.length;
      if (!edit) changes.edits.push((edit = { from: at, to: at, pieces: [] }));
      if (op === 'insert') edit.pieces.push({ text, marks });
      else edit.to += text.length;
    } else edit = undefined;
    if (op === 'insert') continue;
    changes.text += text;
    for (let index = 0; index < text.length; index += 1) {
      changes.before.push(marksBefore);
      changes.after.push(marks);
    }
  }
  return changes;
}

/** The edits of both in the order of the text, those that meet together. */
function clustersOf(mine: Changes, theirs: Changes): Cluster[] {
  const edits = [
    ...mine.edits.map((edit) => ({ side: 'mine' as const, edit })),
    ...theirs.edits.map((edit) => ({ side: 'theirs' as const, edit })),
  ].sort((x, y) => x.edit.from - y.edit.from || x.edit.to - y.edit.to);
  const clusters: Cluster[] = [];
  let before: Edit | undefined;
  for (const { side, edit } of edits) {
    const last = clusters.at(-1);
    if (last && before && meets(last, before, edit, mine.text)) {
      last.to = Math.max(last.to, edit.to);
      last[side].push(edit);
    } else {
      clusters.push({ from: edit.from, to: edit.to, mine: [], theirs: [], [side]: [edit] });
    }
    before = edit;
  }
  return clusters;
}

/**
 * Two edits meet when one changes what the other changes, when both put words in at one point, and
 * when they stand so close that their words would run into one.
 */
function meets(cluster: Cluster, before: Edit, edit: Edit, text: string): boolean {
  if (edit.from !== cluster.to) return edit.from < cluster.to;
  const isSamePoint = cluster.from === cluster.to && edit.from === edit.to;
  if (isSamePoint || (cluster.mine.length > 0 && cluster.theirs.length > 0)) return true;
  const left = textOf(before.pieces).at(-1) ?? text[before.from - 1];
  const right = textOf(edit.pieces)[0] ?? text[edit.to];
  return left !== undefined && right !== undefined && !/\s/.test(left) && !/\s/.test(right);
}

/** What one person made of a stretch: the words that stayed, and theirs. */
function render(changes: Changes, edits: readonly Edit[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let position = from;
  const keep = (end: number): void => {
    for (; position < end; position += 1) {
      append(pieces, { text: changes.text[position]!, marks: changes.after[position]! });
    }
  };
  for (const edit of edits) {
    keep(edit.from);
    for (const piece of edit.pieces) append(pieces, piece);
    position = edit.to;
  }
  keep(to);
  return pieces;
}

function append(pieces: Piece[], { text, marks }: Piece): void {
  const last = pieces.at(-1);
  if (last !== undefined && sameMarks(last.marks, marks)) last.text += text;
  else pieces.push({ text, marks });
}

/** Each kind of mark for itself: whoever changed it decides; where both did, mine stands. */
function mergeMarks(
  base: RichTextMark[],
  mine: RichTextMark[],
  theirs: RichTextMark[],
): RichTextMark[] {
  if (sameMarks(mine, base)) return theirs;
  if (sameMarks(theirs, base)) return mine;
  const one = (marks: RichTextMark[], type: string) => marks.find((mark) => mark.type === type);
  return MARK_ORDER.flatMap((type) => {
    const [was, own, other] = [one(base, type), one(mine, type), one(theirs, type)];
    const isOwn = JSON.stringify(own) !== JSON.stringify(was);
    const mark = isOwn ? own : other;
    return mark ? [mark] : [];
  });
}
