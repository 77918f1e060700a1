import type { BlockShape, DiffBlock, DiffSegment, DocumentDiff } from './diff.types.js';
import type { Piece } from './diff-glyphs.js';
import { documentOf, type PlacedBlock } from './merge.js';
import type { RichTextDocument } from './types.js';

export type DocumentChangeKind =
  | 'words'
  | 'formatting'
  | 'block_added'
  | 'block_removed'
  | 'block_moved'
  | 'block_split'
  | 'block_joined'
  | 'block_reshaped';

/** One change that is taken or left as a whole. */
export interface DocumentChange {
  kind: DocumentChangeKind;
  /** The places in the difference that change with it: a block, its shape, or a run of its words. */
  parts: string[];
  /** The words that it takes out and puts in, as the difference shows them. */
  segments: DiffSegment[];
  /** The paragraph as it becomes, or as it was when it goes. */
  shape: BlockShape;
  shapeBefore?: BlockShape;
  /** What stands before and after it in its paragraph. */
  context: { before: string; after: string };
}

/** Cuts the difference between two documents into the changes that can be taken one by one. */
export function documentChanges(diff: DocumentDiff): DocumentChange[] {
  const changes = diff.blocks.flatMap((block, index) => changesOf(block, index));
  return joinHalves(changes);
}

/** The document with the chosen parts of a difference, and without the others; in normal form. */
export function documentWith(diff: DocumentDiff, parts: ReadonlySet<string>): RichTextDocument {
  const starts: number[] = [];
  const placed = diff.blocks.flatMap((block, index): PlacedBlock[] => {
    const before = block.before ?? block.block;
    if (block.kind !== 'inserted' && before.startsList) starts[before.depth] = before.number ?? 1;
    const listStart = starts[before.depth];
    const isTaken = parts.has(String(index));
    if (block.kind === 'inserted') {
      return isTaken ? [{ shape: block.block, pieces: wholeOf(block.segments) }] : [];
    }
    if (block.kind === 'deleted') {
      return isTaken ? [] : [{ shape: block.block, pieces: wholeOf(block.segments), listStart }];
    }
    const pieces = runsOf(block).flatMap(({ segments, part }) =>
      runAs(segments, part === undefined || parts.has(`${index}:${part}`)),
    );
    return [{ ...shapeWith(block, parts.has(`${index}:shape`)), pieces, listStart }];
  });
  return documentOf(placed);
}

/** Words that stayed, or one run of words taken out, put in or formatted. */
interface Run {
  segments: DiffSegment[];
  /** Its number; absent for what stayed. */
  part?: number;
}

function runsOf({ segments }: DiffBlock): Run[] {
  const runs: Run[] = [];
  let part = 0;
  let last: 'same' | 'format' | 'edit' | undefined;
  for (const segment of segments) {
    const op = segment.op === 'same' || segment.op === 'format' ? segment.op : 'edit';
    if (op === last) runs.at(-1)!.segments.push(segment);
    else runs.push({ segments: [segment], ...(op !== 'same' && { part: part++ }) });
    last = op;
  }
  return runs;
}

function changesOf(block: DiffBlock, index: number): DocumentChange[] {
  const whole = { segments: block.segments, context: { before: '', after: '' } };
  const shape = block.block;
  const parts = [String(index)];
  switch (block.kind) {
    case 'same':
      return [];
    case 'deleted':
      // What moved is one change, told where it arrives.
      return block.movedTo === undefined ? [{ kind: 'block_removed', parts, shape, ...whole }] : [];
    case 'inserted':
      return block.movedFrom === undefined
        ? [{ kind: 'block_added', parts, shape, ...whole }]
        : [{ kind: 'block_moved', parts: [String(block.movedFrom), ...parts], shape, ...whole }];
    case 'changed': {
      const reshaped: DocumentChange[] = isReshaped(block)
        ? [
            {
              kind: 'block_reshaped',
              parts: [`${index}:shape`],
              shape,
              shapeBefore: block.before,
              ...whole,
            },
          ]
        : [];
      return [...reshaped, ...wordChanges(block, index)];
    }
  }
}

function wordChanges(block: DiffBlock, index: number): DocumentChange[] {
  const runs = runsOf(block);
  return runs.flatMap(({ part, segments }, at): DocumentChange[] => {
    if (part === undefined) return [];
    return [
      {
        kind: segments[0]!.op === 'format' ? 'formatting' : 'words',
        parts: [`${index}:${part}`],
        segments,
        shape: block.block,
        context: {
          before: textOf(runs.slice(0, at).flatMap((run) => run.segments)),
          after: textOf(runs.slice(at + 1).flatMap((run) => run.segments)),
        },
      },
    ];
  });
}

const textOf = (segments: readonly DiffSegment[]): string =>
  segments
    .filter(({ op }) => op !== 'insert')
    .map(({ text }) => text)
    .join('');

/** Whether the block itself became another, not only its number with those before it. */
function isReshaped({ block, before, segments }: DiffBlock): boolean {
  if (before === undefined) return false;
  if (before.type !== block.type || before.depth !== block.depth) return true;
  const bothBegin = before.startsList && block.startsList;
  return bothBegin ? before.number !== block.number : segments.every(({ op }) => op === 'same');
}

/** The shape of a block that is in both: its number follows those before it. */
function shapeWith(block: DiffBlock, isTaken: boolean): Pick<PlacedBlock, 'shape' | 'isLoose'> {
  const { before } = block;
  if (before === undefined) return { shape: block.block };
  if (block.kind === 'changed' && isReshaped(block)) {
    return { shape: isTaken ? block.block : before };
  }
  const isLoose = before.startsList !== block.block.startsList;
  return { shape: before.startsList ? before : block.block, isLoose };
}

const wholeOf = (segments: readonly DiffSegment[]): Piece[] =>
  segments.map(({ text, marks }) => ({ text, marks }));

/** A run as it reads when it is taken, or left. */
const runAs = (segments: readonly DiffSegment[], isTaken: boolean): Piece[] =>
  segments
    .filter(({ op }) => op !== (isTaken ? 'delete' : 'insert'))
    .map(({ text, marks, marksBefore = marks }) => ({
      text,
      marks: isTaken ? marks : marksBefore,
    }));

/** A paragraph cut in two, or two made one, is one change: half of it would lose or double words. */
function joinHalves(changes: DocumentChange[]): DocumentChange[] {
  const left = new Set(changes);
  for (const [index, change] of changes.entries()) {
    if (change.kind !== 'block_added' && change.kind !== 'block_removed') continue;
    const isSplit = change.kind === 'block_added';
    const other = [changes[index - 1], changes[index + 1]].find(
      (near) => near && left.has(near) && isOtherHalf(near, change),
    );
    if (!other) continue;
    left.delete(other);
    change.kind = isSplit ? 'block_split' : 'block_joined';
    change.parts = [...other.parts, ...change.parts];
  }
  return changes.filter((change) => left.has(change));
}

/** Whether a run takes out at the end of the next block just what the other change puts in. */
function isOtherHalf(near: DocumentChange, change: DocumentChange): boolean {
  if (near.kind !== 'words') return false;
  const op = change.kind === 'block_added' ? 'delete' : 'insert';
  const blockOf = ({ parts }: DocumentChange): number => parseInt(parts[0]!, 10);
  const isBeside = Math.abs(blockOf(near) - blockOf(change)) === 1;
  const isAtEdge = near.context.before === '' || near.context.after === '';
  const words = (segments: readonly DiffSegment[]): string =>
    segments
      .map(({ text }) => text)
      .join('')
      .trim();
  return (
    isBeside &&
    isAtEdge &&
    near.segments.every((segment) => segment.op === op) &&
    words(near.segments) === words(change.segments)
  );
}
