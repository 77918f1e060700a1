import { Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actionOf, ActionButton } from '../components/ActionButton.tsx';
import { useApi } from '../providers/useMe.ts';
import { ChaseDialog } from './ChaseDialog.tsx';
import { UnreachableList } from './UnreachableList.tsx';

/** "Remind the 7 late owners now", while there are any. */
export function ChaseLate({ roundId }: { roundId: string }) {
  const api = useApi();
  const [isOpen, setOpen] = useState(false);
  const { data: late } = useQuery({
    queryKey: ['rounds', roundId, 'late-owners'],
    queryFn: () => api.getLateOwners(roundId),
  });
  const { data: reminders } = useQuery({
    queryKey: ['rounds', roundId, 'reminders'],
    queryFn: () => api.getReminders(roundId),
  });
  if (!late || !reminders) return null;
  if (late.owners.length === 0) {
    return late.unreachable.length > 0 ? (
      <UnreachableList updates={late.unreachable} />
    ) : (
      <Typography sx={{ color: 'text.secondary' }}>No owner is late.</Typography>
    );
  }
  const count = late.owners.length;
  return (
    <>
      <ActionButton
        action={actionOf(reminders, 'chase')}
        variant="outlined"
        onAct={() => setOpen(true)}
      >
        {count === 1 ? 'Remind the late owner now' : `Remind the ${count} late owners now`}
      </ActionButton>
      {isOpen && <ChaseDialog roundId={roundId} late={late} onClose={() => setOpen(false)} />}
    </>
  );
}
