import { Box, Typography } from '@mui/material';
import { useGetList } from 'react-admin';
import type { RegisterChange, Round } from '../api/types.ts';
import { QueryStates } from '../components/States.tsx';
import { pastWords } from '../register/registerWords.ts';

/** The changes of the register that take effect when the round opens. */
export function WaitingChanges({ round }: { round: Round }) {
  const query = useGetList<RegisterChange>('register-changes', {
    pagination: { page: 1, perPage: 200 },
    filter: { planId: round.plan.id },
    meta: { path: 'register/changes' },
  });
  return (
    <QueryStates query={query} what="the changes of the register">
      {(changes) => {
        const waiting = changes.filter(
          (change) =>
            change.standing === 'waiting' && (!change.round || change.round.id === round.id),
        );
        return waiting.length === 0 ? (
          <Typography sx={{ mt: 1.5 }}>No change of the register waits for it.</Typography>
        ) : (
          <>
            <Typography sx={{ mt: 1.5, fontWeight: 650 }}>
              {waiting.length === 1
                ? 'One change of the register takes effect with it'
                : `${waiting.length} changes of the register take effect with it`}
            </Typography>
            <Box component="ul" sx={{ mt: 0.5, mb: 0, pl: 2.5 }}>
              {waiting.map((change) => (
                <li key={change.id}>
                  {change.commitment.title}: {pastWords(change)}
                </li>
              ))}
            </Box>
          </>
        );
      }}
    </QueryStates>
  );
}
