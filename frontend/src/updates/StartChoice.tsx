import { Box, Button, Typography } from '@mui/material';
import type { Content, UpdateDetail } from '../api/types.ts';

interface StartChoiceProps {
  update: UpdateDetail;
  onStart: (content: Content | undefined) => void;
}

/** Nothing is written yet: start empty or from last time, chosen openly. */
export function StartChoice({ update, onStart }: StartChoiceProps) {
  const { previous } = update;
  return (
    <Box sx={{ py: { xs: 1, lg: 3 }, maxWidth: 560 }}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        Nothing is written yet
      </Typography>
      <Typography sx={{ mb: 2 }}>
        {previous
          ? `Say what has happened since ${previous.editionTitle}. A fresh text reads best; starting from last time’s words suits a row where little has moved. The reviewer sees the difference either way.`
          : 'Say what has happened on this commitment, in your own words.'}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
        <Button variant="contained" onClick={() => onStart(undefined)}>
          Start with an empty page
        </Button>
        {previous && (
          <Button variant="outlined" onClick={() => onStart(previous.content)}>
            Start from last time’s text
          </Button>
        )}
      </Box>
    </Box>
  );
}
