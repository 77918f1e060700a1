import DownIcon from '@mui/icons-material/ArrowDownward';
import UpIcon from '@mui/icons-material/ArrowUpward';
import HandleIcon from '@mui/icons-material/DragIndicator';
import { Box, Button, IconButton, Paper, Typography } from '@mui/material';
import type { KeyboardEvent } from 'react';
import type { SummaryLayout } from '../api/types.ts';
import { PersonName } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { StateChip } from '../components/StateChip.tsx';
import { step, takeAway, type Arranged } from '../rounds/layoutRows.ts';
import { moveByKey } from '../rounds/ListingRow.tsx';
import type { RowHandle } from '../rounds/useRowDrag.ts';
import type { Paragraph } from './paragraphs.ts';
import { SourceMark } from './SourceMark.tsx';

interface ParagraphRowProps {
  row: Paragraph;
  rows: readonly Paragraph[];
  chapters: SummaryLayout['chapters'];
  isFixed: boolean;
  /** Where a dragged paragraph would go. */
  drop?: 'before' | 'after';
  isDragged: boolean;
  handle: RowHandle;
  onArrange: (arranged: Arranged<Paragraph> | null) => void;
  onEdit: () => void;
}

/** One paragraph of a summary, with every way to move it. */
export function ParagraphRow(props: ParagraphRowProps) {
  const { row, rows, chapters, isFixed, drop, isDragged, handle, onArrange, onEdit } = props;
  const position = rows.indexOf(row) + 1;
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
      <Box sx={{ flexGrow: 1, minWidth: 0, pt: 0.4, flexBasis: { xs: '100%', sm: 0 } }}>
        <Typography sx={{ fontWeight: 600 }}>
          {row.updateId ? (
            <RecordLink to={`/updates/${row.updateId}`}>{row.title}</RecordLink>
          ) : (
            row.title
          )}
          {row.isUntitled && (
            <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
              {' '}
              · printed without a heading
            </Typography>
          )}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {row.commitments.length === 0
            ? 'Tells of no commitment in particular'
            : `Tells of ${row.commitments.map(({ title }) => title).join('; ')}`}
        </Typography>
        <Typography variant="body2">
          Owner <PersonName person={row.owner} /> · reviewed by {leadWords(row, chapters)}
        </Typography>
        {row.sources.map((source) => (
          <SourceMark key={source.id} source={source} />
        ))}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 0.5 }}>
        {row.updateId ? (
          <StateChip state={row.isOmitted ? 'omitted' : row.state} />
        ) : (
          <Typography variant="body2">New</Typography>
        )}
        {!isFixed && (
          <Button size="small" onClick={onEdit} aria-label={`Change ${row.title}`}>
            Change
          </Button>
        )}
        {!isFixed && !row.keepsRow && (
          <Button
            size="small"
            onClick={() => onArrange(takeAway(rows, row))}
            aria-label={`Take away ${row.title}`}
          >
            Take away
          </Button>
        )}
      </Box>
    </Paper>
  );
}

function leadWords({ chapterId, commitments }: Paragraph, chapters: SummaryLayout['chapters']) {
  const chapter = chapters.find(({ id }) => id === chapterId);
  if (chapter) return `the leads of ${chapter.title}`;
  return commitments.length > 0
    ? 'the leads of its commitments and of the whole plan'
    : 'the leads of the whole plan';
}
