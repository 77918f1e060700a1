import { Box, Button, Checkbox, FormControlLabel, Typography } from '@mui/material';
import type { CommitmentHistoryRow, TimelinePoint } from '../api/types.ts';
import { HashText, PersonName, WhenText } from '../components/Facts.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { writtenWords } from '../components/writtenWords.ts';
import { HistoryRow } from './HistoryRow.tsx';
import { isText, pointWords } from './timelineWords.ts';

interface TimelineItemProps {
  point: TimelinePoint;
  /** How the edition printed it. */
  row?: CommitmentHistoryRow;
  isChosen: boolean;
  onChoose: () => void;
  /** Absent where no text was before it. */
  onCompare?: () => void;
}

/** One thing that happened: what, who, when and why; of a text also its words. */
export function TimelineItem({ point, row, isChosen, onChoose, onCompare }: TimelineItemProps) {
  const { by, onBehalfOf, guestName, at, isDayOnly, reason, written, content } = point;
  const words = pointWords(point);
  return (
    <Box component="li" sx={{ mb: 2, pl: 1.5, borderLeft: 3, borderColor: 'divider' }}>
      <Typography>
        <strong>{words}</strong>
        {by && (
          <>
            {' '}
            · <PersonName person={by} onBehalfOf={onBehalfOf} />
          </>
        )}
        {guestName && ` · ${guestName}`}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {' '}
          · <WhenText value={at} isDayOnly={isDayOnly} />
        </Box>
      </Typography>
      {reason && (
        <Typography sx={{ whiteSpace: 'pre-line', fontStyle: 'italic', maxWidth: '80ch' }}>
          {reason}
        </Typography>
      )}
      {written && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {writtenWords(written.authors, content)}. Hash <HashText hash={written.contentHash} />
        </Typography>
      )}
      {isText(point) && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'center' }}>
          <FormControlLabel
            control={
              <Checkbox
                checked={isChosen}
                onChange={onChoose}
                slotProps={{
                  input: { 'aria-label': `Choose to compare: ${point.round?.title}, ${words}` },
                }}
              />
            }
            label="Choose to compare"
          />
          {onCompare && (
            <Button size="small" onClick={onCompare}>
              Compare with the text before
            </Button>
          )}
        </Box>
      )}
      {point.kind === 'edition' && row && <HistoryRow row={row} />}
      {point.kind === 'revision' && content && (
        <details>
          <summary>The words of revision {point.revisionNumber}</summary>
          <Box sx={{ pt: 1, pl: 2 }}>
            <ContentView content={content} />
          </Box>
        </details>
      )}
    </Box>
  );
}
