import { Box, Button, Typography } from '@mui/material';
import { STATED_DELIVERIES, withoutNoChange } from '@common/content.ts';
import type { Content, StartedFrom, UpdateDetail } from '../api/types.ts';
import { NoChangeButton } from './NoChange.tsx';

interface StartChoiceProps {
  update: UpdateDetail;
  /** @param content absent for an empty page */
  onStart: (from: StartedFrom, content?: Content) => void;
}

/** Nothing is written yet: start empty or from last time, chosen openly, or say that nothing changed. */
export function StartChoice({ update, onStart }: StartChoiceProps) {
  const { previous } = update;
  return (
    <Box sx={{ py: { xs: 1, lg: 3 }, maxWidth: 560 }}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        Nothing is written yet
      </Typography>
      <Typography sx={{ mb: 2 }}>
        {previous
          ? `Say what has happened since ${previous.editionTitle}. A fresh text reads best; starting from last time’s words suits a row where little has moved. The reviewer sees which you chose, and the difference.`
          : update.round.isSummary
            ? 'Tell it in a few sentences, for readers who do not follow every commitment.'
            : 'Say what has happened on this commitment, in your own words.'}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
        <Button variant="contained" onClick={() => onStart('empty')}>
          Start with an empty page
        </Button>
        {previous && (
          <Button
            variant="outlined"
            onClick={() => onStart('last_edition', asStart(previous.content))}
          >
            Start from last time’s text
          </Button>
        )}
        <NoChangeButton update={update} settle={async () => 0} />
      </Box>
    </Box>
  );
}

/** Last time's words to write on; a historic edition may have stated no delivery. Figures are of a period. */
function asStart(content: Content): Content {
  const { delivery, figures: _, ...words } = withoutNoChange(content);
  return STATED_DELIVERIES.some((stated) => stated === delivery) ? { ...words, delivery } : words;
}
