import DownIcon from '@mui/icons-material/ArrowDownward';
import UpIcon from '@mui/icons-material/ArrowUpward';
import HandleIcon from '@mui/icons-material/DragIndicator';
import { Box, IconButton, Paper } from '@mui/material';
import type { KeyboardEvent, ReactNode } from 'react';
import { announce } from '../layout/LiveRegion.tsx';
import { atTheEdge, moveByKey, step, type Arranged, type Row } from './layoutRows.ts';
import type { RowHandle } from './useRowDrag.ts';

export interface MovableRowProps<R extends Row> {
  row: R;
  rows: readonly R[];
  /** In order, where they are not simply those of the rows. */
  chapters?: readonly string[];
  noun?: 'chapter' | 'theme';
  isFixed: boolean;
  /** Where a dragged row would go. */
  drop?: 'before' | 'after';
  isDragged: boolean;
  handle: RowHandle;
  onArrange: (arranged: Arranged<R> | null) => void;
}

/** A row with its handle and buttons: moved by pointer, by button and by key. */
export function MovableRow<R extends Row>(
  props: MovableRowProps<R> & { id?: string; children: ReactNode },
) {
  const { row, rows, chapters, noun = 'chapter', isFixed, drop, isDragged, handle } = props;
  const { onArrange, id, children } = props;
  const position = rows.indexOf(row) + 1;
  const [up, down] = ([-1, 1] as const).map((by) => step(rows, row, by));
  const move = (arranged: Arranged<R> | null = null) =>
    arranged ? onArrange(arranged) : announce(atTheEdge(row, noun));
  const press = (event: KeyboardEvent) => {
    const isOnHandle = (event.target as HTMLElement).closest('[data-handle]') !== null;
    const arranged = moveByKey(event, rows, row, isOnHandle, chapters);
    if (arranged === undefined) return;
    event.preventDefault();
    move(arranged);
  };
  return (
    <Paper
      variant="outlined"
      data-row-id={row.id}
      id={id}
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
            aria-disabled={!up}
            onClick={() => move(up)}
            aria-label={`Move up: ${row.title}`}
          >
            <UpIcon fontSize="small" />
          </IconButton>
          <IconButton
            size="small"
            aria-disabled={!down}
            onClick={() => move(down)}
            aria-label={`Move down: ${row.title}`}
          >
            <DownIcon fontSize="small" />
          </IconButton>
        </Box>
      )}
      {children}
    </Paper>
  );
}
