import PeopleIcon from '@mui/icons-material/GroupOutlined';
import { Box, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { formatTime } from '../components/dates.ts';
import { presenceWords } from './presenceWords.ts';
import type { Presence } from './useDraftPresence.ts';

const REDRAW_MS = 15_000;

/** Who else writes here; arrivals are announced where they are heard, the minutes are not. */
export function PresenceLine({ presence }: { presence: Presence }) {
  const { others, heardAt, taken } = presence;
  const [, redraw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => redraw((count) => count + 1), REDRAW_MS);
    return () => clearInterval(timer);
  }, []);
  if (others.length === 0 && !taken) return null;
  const elapsed = (performance.now() - heardAt) / 1000;
  return (
    <Box sx={{ display: 'flex', gap: 1, mb: 1.5, alignItems: 'flex-start' }} data-presence>
      <PeopleIcon aria-hidden fontSize="small" sx={{ mt: 0.25 }} />
      <Box>
        {others.map((other) => (
          <Typography key={other.person.id} variant="body2">
            {presenceWords(other, elapsed)}.
          </Typography>
        ))}
        {taken && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {taken.by} saved{taken.at && ` at ${formatTime(taken.at)}`}: their words are in the text
            below.
          </Typography>
        )}
      </Box>
    </Box>
  );
}
