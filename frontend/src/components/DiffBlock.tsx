import type { BlockShape, DiffBlock, DiffSegment } from '@common/rich-text/diff.types.ts';
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { markedText } from './RichTextView.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

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
        {block.segments
          .filter((segment) => isOn(side, segment.op))
          .map((segment, index) => (
            <Segment key={index} segment={side === 'before' ? inOldMarks(segment) : segment} />
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
  return (
    <Box component="span" data-no-text="" sx={{ color: 'text.secondary', fontStyle: 'italic' }}>
      {block.kind === 'inserted' ? 'moved here: ' : 'moved away: '}
    </Box>
  );
}

export function Segment({ segment }: { segment: DiffSegment }) {
  const words = markedText(segment.text, segment.marks);
  switch (segment.op) {
    case 'insert':
      return <Inserted>{words}</Inserted>;
    case 'delete':
      return <Deleted>{words}</Deleted>;
    case 'format':
      return (
        <Box component="span" sx={{ borderBottom: '2px dotted' }} title="Formatting changed">
          <VisuallyHidden>formatting changed: </VisuallyHidden>
          {words}
          <VisuallyHidden> end of formatting change </VisuallyHidden>
        </Box>
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
