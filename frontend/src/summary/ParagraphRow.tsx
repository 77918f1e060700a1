import { Box, Button, Typography } from '@mui/material';
import type { SummaryLayout } from '../api/types.ts';
import { PersonName } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { StateChip } from '../components/StateChip.tsx';
import { takeAway } from '../rounds/layoutRows.ts';
import { MovableRow, type MovableRowProps } from '../rounds/MovableRow.tsx';
import type { Paragraph } from './paragraphs.ts';
import { SourceMark } from './SourceMark.tsx';

interface ParagraphRowProps extends MovableRowProps<Paragraph> {
  leadChapters: SummaryLayout['chapters'];
  onEdit: () => void;
}

/** One paragraph of a summary, with every way to move it. */
export function ParagraphRow({ leadChapters, onEdit, ...movable }: ParagraphRowProps) {
  const { row, rows, isFixed, onArrange } = movable;
  return (
    <MovableRow {...movable}>
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
          Owner <PersonName person={row.owner} /> · reviewed by {leadWords(row, leadChapters)}
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
    </MovableRow>
  );
}

function leadWords({ chapterId, commitments }: Paragraph, chapters: SummaryLayout['chapters']) {
  const chapter = chapters.find(({ id }) => id === chapterId);
  if (chapter) return `the leads of ${chapter.title}`;
  return commitments.length > 0
    ? 'the leads of its commitments and of the whole plan'
    : 'the leads of the whole plan';
}
