import { Box, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import type { Round, UpdateSummary } from '../api/types.ts';
import { ReasonDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

/** Copies of the wrong updates run through the workflow again; everything else stays as signed. */
export function CorrectionDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [chosen, setChosen] = useState<string[]>([]);
  const { data } = useGetList<UpdateSummary>('updates', {
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'position', order: 'ASC' },
    meta: { path: `rounds/${round.id}/updates` },
  });
  const published = (data ?? []).filter(({ state }) => state === 'published');
  return (
    <ReasonDialog
      title="Start a correction"
      confirmWords="Start the correction"
      label="What is wrong, and why it is corrected"
      hint="It is printed on top of the corrected edition."
      isConfirmDisabled={chosen.length === 0}
      width="md"
      onConfirm={(reason) =>
        verb.attempt(
          () => api.startCorrection(round.id, chosen, reason),
          'The correction has started',
        )
      }
      onClose={onClose}
    >
      <Typography sx={{ mb: 1.5 }}>
        The published edition stays until the correction has been approved, signed and published as
        its next version. Choose the rows to correct.
      </Typography>
      <Box
        role="group"
        aria-label="Rows to correct"
        tabIndex={0}
        sx={{
          maxHeight: 280,
          overflowY: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          px: 1.5,
          display: 'grid',
        }}
      >
        {published.map(({ id, title, reference }) => (
          <FormControlLabel
            key={id}
            control={
              <Checkbox
                checked={chosen.includes(id)}
                onChange={(event) =>
                  setChosen(
                    event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id),
                  )
                }
              />
            }
            label={[reference, title].filter(Boolean).join(' ')}
          />
        ))}
      </Box>
    </ReasonDialog>
  );
}
