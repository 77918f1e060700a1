import { Box, Button } from '@mui/material';
import { lazy, Suspense, useState } from 'react';
import { formatInstant } from '../components/dates.ts';
import { useClock } from '../providers/clock.tsx';
import { useMay } from '../providers/useMe.ts';

const AdvanceClockDialog = lazy(() => import('./AdvanceClockDialog.tsx'));

/** "Demonstration: 9 May 2022, 09:04": whoever looks at a screen knows which day it is there. */
export function ClockBadge() {
  const clock = useClock();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!clock) return null;
  const words = `${clock.isDemonstration ? 'Demonstration: ' : ''}${formatInstant(clock.now)}`;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
      <Box
        component="time"
        dateTime={clock.now.toISOString()}
        sx={{
          fontWeight: 600,
          fontVariantNumeric: 'tabular-nums',
          ...(clock.isDemonstration && {
            px: 1,
            borderRadius: 1,
            border: '1px dashed',
            borderColor: 'text.secondary',
          }),
        }}
      >
        {words}
      </Box>
      {clock.isDemonstration && may('clock', 'advance') && (
        <Button size="small" onClick={() => setOpen(true)}>
          Move the clock
        </Button>
      )}
      {isOpen && (
        <Suspense>
          <AdvanceClockDialog now={clock.now} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Box>
  );
}
