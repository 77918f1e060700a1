import { Alert, Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { momentWords } from '../components/dates.ts';
import { useClock } from '../providers/clock.tsx';
import type { HalfWritten } from './halfWritten.ts';

interface KeptLineProps {
  kept: HalfWritten<unknown> | undefined;
  onThrowAway: () => void;
  /** What else there is to know of it. */
  children?: ReactNode;
}

/** Said where words go on that were begun before: since when they are kept, and how to be rid of them. */
export function KeptLine({ kept, onThrowAway, children }: KeptLineProps) {
  const since = useKeptWords(kept);
  if (!kept) return null;
  return (
    <Alert severity="info" sx={{ mb: 2 }}>
      {since} {children}
      <Box sx={{ mt: 0.5, ml: -0.5 }}>
        <Button color="inherit" size="small" onClick={onThrowAway}>
          Throw it away
        </Button>
      </Box>
    </Alert>
  );
}

/** “Kept from 14:05, not sent.” */
export function useKeptWords(kept: HalfWritten<unknown> | undefined): string {
  const now = useClock()?.now;
  if (!kept) return '';
  const since = kept.at && now ? ` from ${momentWords(kept.at, now).replace(/^(at|on) /, '')}` : '';
  return kept.isInPageAlone
    ? 'Not sent, and kept on this page alone: this browser’s store is full.'
    : `Kept${since}, not sent.`;
}
