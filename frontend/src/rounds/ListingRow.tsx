import DownIcon from '@mui/icons-material/ArrowDownward';
import UpIcon from '@mui/icons-material/ArrowUpward';
import HandleIcon from '@mui/icons-material/DragIndicator';
import { Box, IconButton, Paper, Typography } from '@mui/material';
import type { KeyboardEvent } from 'react';
import {
  chaptersOf,
  step,
  toChapter,
  type Arranged,
  type Row,
  type RowComparison,
} from './layoutRows.ts';
import { RowMarks } from './ListingMarks.tsx';
import { ListingRowMenu, type RowAct } from './ListingRowMenu.tsx';
import type { RowHandle } from './useRowDrag.ts';

interface ListingRowProps {
  row: Row;
  rows: readonly Row[];
  compared: RowComparison;
  isFixed: boolean;
  /** Where a dragged row would go. */
  drop?: 'before' | 'after';
  isDragged: boolean;
  handle: RowHandle;
  onArrange: (arranged: Arranged | null) => void;
  onAsk: (act: RowAct) => void;
}

/** One row of the layout, with every way to move it. */
export function ListingRow(props: ListingRowProps) {
  const { row, rows, compared, isFixed, drop, isDragged, handle, onArrange, onAsk } = props;
  const { position } = compared;
  const press = (event: KeyboardEvent) => {
    const isOnHandle = (event.target as HTMLElement).closest('[data-handle]') !== null;
    const arranged = moveByKey(event, rows, row, isOnHandle);
    if (arranged === undefined) return;
    event.preventDefault();
    onArrange(arranged);
  };
  return (
    <Paper
      variant="outlined"
      data-row-id={row.id}
      id={row.updateId ? `row-${row.updateId}` : undefined}
      tabIndex={-1}
      onKeyDown={isFixed ? undefined : press}
      sx={(theme) => ({
        ...{ display: 'flex', alignItems: 'flex-start', columnGap: 1.5, px: 1.5, py: 1, mb: 0.75 },
        flexWrap: { xs: 'wrap', sm: 'nowrap' },
        ...(isDragged && { opacity: 0.55 }),
        ...(drop && {
          boxShadow: `0 ${drop === 'before' ? -4 : 4}px 0 0 ${theme.palette.primary.main}`,
        }),
      })}
    >
      {!isFixed && (
        <Box sx={{ display: 'flex' }}>
          <IconButton
            size="small"
            data-handle
            {...handle}
            aria-label={`Move ${row.title}, place ${position} of ${rows.length}`}
            aria-keyshortcuts="ArrowUp ArrowDown"
            sx={{ touchAction: 'none', cursor: isDragged ? 'grabbing' : 'grab' }}
          >
            <HandleIcon fontSize="small" />
          </IconButton>
          <IconButton
            size="small"
            aria-disabled={position === 1}
            onClick={() => onArrange(step(rows, row, -1))}
            aria-label={`Move up: ${row.title}`}
          >
            <UpIcon fontSize="small" />
          </IconButton>
          <IconButton
            size="small"
            aria-disabled={position === rows.length}
            onClick={() => onArrange(step(rows, row, 1))}
            aria-label={`Move down: ${row.title}`}
          >
            <DownIcon fontSize="small" />
          </IconButton>
        </Box>
      )}
      <Typography sx={{ minWidth: '3rem', fontWeight: 650, pt: 0.4 }}>
        {row.reference || '–'}
      </Typography>
      <Box sx={{ flexGrow: 1, minWidth: 0, pt: 0.4, flexBasis: { xs: '100%', sm: 0 } }}>
        <Typography sx={{ fontWeight: 600 }}>{row.title}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {row.wording}
        </Typography>
        <Answers row={row} />
        <RowMarks compared={compared} />
      </Box>
      {!isFixed && <ListingRowMenu row={row} rows={rows} onArrange={onArrange} onAsk={onAsk} />}
    </Paper>
  );
}

/** Said when it is not plain from the title. */
function Answers({ row: { commitments, title } }: { row: Row }) {
  if (commitments.length === 1 && commitments[0]!.title === title) return null;
  return (
    <Typography variant="body2">
      {commitments.length === 0
        ? 'A narrative: it answers no commitment'
        : `Answers ${commitments.map((each) => each.title).join('; ')}`}
    </Typography>
  );
}

/** What a key does to a row: undefined when nothing, null when it cannot move that way. */
export function moveByKey<R extends Row>(
  { key, altKey, ctrlKey, metaKey }: KeyboardEvent,
  rows: readonly R[],
  row: R,
  isOnHandle: boolean,
): Arranged<R> | null | undefined {
  if (ctrlKey || metaKey || (!altKey && !isOnHandle)) return undefined;
  const direction = key === 'ArrowUp' || key === 'PageUp' ? -1 : 1;
  if (key === 'ArrowUp' || key === 'ArrowDown') return step(rows, row, direction);
  if (!altKey || (key !== 'PageUp' && key !== 'PageDown')) return undefined;
  const chapters = chaptersOf(rows);
  const chapter = chapters[chapters.indexOf(row.chapter) + direction];
  return chapter === undefined ? null : toChapter(rows, row, chapter);
}
