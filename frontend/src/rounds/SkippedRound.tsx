import { Alert, AlertTitle, Button } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import type { Round, SkippedPeriod } from '../api/types.ts';
import { InstantText, personWords } from '../components/Facts.tsx';
import { UndoSkipDialog } from './UndoSkipDialog.tsx';

/** In place of what comes next: why a planned round was skipped, and by whom. */
export function SkippedRound({ round }: { round: Round }) {
  const { data = [] } = useGetList<SkippedPeriod>('skipped-periods', {
    filter: { roundId: round.summarises?.id ?? round.id },
    pagination: { page: 1, perPage: 1 },
    sort: { field: 'periodEnd', order: 'DESC' },
  });
  const [isUndoing, setUndoing] = useState(false);
  const [skipped] = data;
  return (
    <Alert
      severity="info"
      sx={{ mb: 4 }}
      action={
        skipped?.mayUndo && (
          <Button color="inherit" size="small" onClick={() => setUndoing(true)}>
            Undo the skipping
          </Button>
        )
      }
    >
      <AlertTitle>
        {round.isSummary ? 'Skipped with its round' : 'Skipped: its period has no round'}
      </AlertTitle>
      {skipped && (
        <>
          {skipped.reason} ({personWords(skipped.skippedBy)},{' '}
          <InstantText value={skipped.skippedAt} />)
        </>
      )}
      {isUndoing && skipped && (
        <UndoSkipDialog skipped={skipped} onClose={() => setUndoing(false)} />
      )}
    </Alert>
  );
}
