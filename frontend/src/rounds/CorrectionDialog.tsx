import { Box, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import type { PersonRef, Round, UpdateSummary } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { ReasonDialog } from '../components/FormDialog.tsx';
import { PersonPicker } from '../components/PersonPicker.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

/** Copies of the wrong updates run through the workflow again; everything else stays as signed. */
export function CorrectionDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [chosen, setChosen] = useState<string[]>([]);
  const [owner, setOwner] = useState<PersonRef | null>(null);
  const [error, setError] = useState<unknown>();
  const { data } = useGetList<UpdateSummary>('updates', {
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'position', order: 'ASC' },
    meta: { path: `rounds/${round.id}/updates` },
  });
  const ownerError = fieldError(error, 'ownerId');
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
          () => api.startCorrection(round.id, { updateIds: chosen, reason, ownerId: owner?.id }),
          'The correction has started',
        )
      }
      onClose={onClose}
      onError={setError}
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
      <Box sx={{ mt: 2 }}>
        <PersonPicker
          id="field-ownerId"
          label="Who drafts the correction"
          isOptional
          value={owner}
          onChange={setOwner}
          isError={ownerError !== undefined}
          helperText={
            ownerError ??
            'If you choose nobody: whoever owned the row, or whoever owns its commitment now.'
          }
        />
      </Box>
    </ReasonDialog>
  );
}
