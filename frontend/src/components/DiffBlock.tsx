import { formatWords, linkWords, reshapeWords } from '@common/rich-text/diff-words.ts';
import type { BlockShape, DiffBlock, DiffSegment } from '@common/rich-text/diff.types.ts';
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { markedText } from './RichTextView.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import { sentence } from './words.ts';

export type Side = 'both' | 'before' | 'after';

/** Whether a segment or a block is shown on this side. */
export const isOn = (side: Side, op: DiffSegment['op'] | DiffBlock['kind']): boolean =>
  side === 'both' ||
  (side === 'before' ? op !== 'insert' && op !== 'inserted' : op !== 'delete' && op !== 'deleted');

/** One paragraph or list item of the difference. */
export function Block({ block, side }: { block: DiffBlock; side: Side }) {
  const shape = side === 'before' ? (block.before ?? block.block) : block.block;
  const isWhole = block.kind === 'inserted' || block.kind === 'deleted';
  return (
    <Box
      sx={{
        display: 'flex',
        gap: 1,
        mb: 1,
        ml: Math.max(0, shape.depth - 1) * 3,
        pl: 1,
        borderLeft: 3,
        borderColor:
          block.kind === 'same'
            ? 'transparent'
            : block.kind === 'deleted'
              ? 'error.main'
              : 'success.main',
      }}
    >
      <Marker shape={shape} />
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
        {isWhole && <MoveWords block={block} />}
        {side !== 'before' && <ReshapeWords block={block} />}
        {block.segments
          .filter((segment) => isOn(side, segment.op))
          .map((segment, index) => (
            <Segment key={index} segment={segment} side={side} />
          ))}
      </Box>
    </Box>
  );
}

const inOldMarks = (segment: DiffSegment): DiffSegment =>
  segment.op === 'format' ? { ...segment, marks: segment.marksBefore ?? [] } : segment;

const Marker = ({ shape }: { shape: BlockShape }) =>
  shape.type === 'paragraph' ? null : (
    <span data-no-text="">{shape.type === 'bullet' ? '•' : `${shape.number ?? 1}.`}</span>
  );

function MoveWords({ block }: { block: DiffBlock }) {
  const isMoved = block.movedFrom !== undefined || block.movedTo !== undefined;
  if (!isMoved) return null;
  return <Note>{block.kind === 'inserted' ? 'moved here: ' : 'moved away: '}</Note>;
}

/** What a border in another colour would tell the eye alone. */
function ReshapeWords({ block }: { block: DiffBlock }) {
  const words = reshapeWords(block);
  return words && <Note>({words}) </Note>;
}

/** Said beside the text, and no part of it. */
const Note = ({ children }: { children: ReactNode }) => (
  <Box component="span" data-no-text="" sx={{ color: 'text.secondary', fontStyle: 'italic' }}>
    {children}
  </Box>
);

export function Segment({ segment, side = 'both' }: { segment: DiffSegment; side?: Side }) {
  const { text, marks } = side === 'before' ? inOldMarks(segment) : segment;
  const words = markedText(text, marks);
  switch (segment.op) {
    case 'insert':
      return <Inserted>{words}</Inserted>;
    case 'delete':
      return <Deleted>{words}</Deleted>;
    case 'format':
      return (
        <>
          <Box
            component="span"
            sx={{ borderBottom: '2px dotted' }}
            title={sentence(formatWords(segment))}
          >
            <VisuallyHidden>formatting changed, {formatWords(segment)}: </VisuallyHidden>
            {words}
            <VisuallyHidden> end of formatting change </VisuallyHidden>
          </Box>
          {linkWords(segment) !== '' && <Note> ({linkWords(segment)}) </Note>}
        </>
      );
    case 'same':
      return <span>{words}</span>;
  }
}

/** A screen reader says the words: colours and lines are not enough. */
export const Inserted = ({ children }: { children: ReactNode }) => (
  <ins>
    <VisuallyHidden> inserted: </VisuallyHidden>
    {children}
    <VisuallyHidden> end inserted </VisuallyHidden>
  </ins>
);

export const Deleted = ({ children }: { children: ReactNode }) => (
  <del>
    <VisuallyHidden> deleted: </VisuallyHidden>
    {children}
    <VisuallyHidden> end deleted </VisuallyHidden>
  </del>
);
