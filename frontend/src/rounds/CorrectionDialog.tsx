import { Box, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import type { PersonRef, Round, UpdateSummary } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { ReasonDialog } from '../components/FormDialog.tsx';
import { PersonPicker } from '../components/PersonPicker.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

/** What the current edition prints, each row once: a correction stands in the place of what it corrected. */
function printedRows(rows: UpdateSummary[], isSummary: boolean): UpdateSummary[] {
  const byPlace = new Map<number, UpdateSummary>();
  for (const row of rows) {
    // A table prints a row that was left out, too; a summary does not.
    const isPrinted = row.isOmitted
      ? !isSummary && row.state !== 'abandoned'
      : row.state === 'published';
    const other = byPlace.get(row.position);
    if (isPrinted && !(other && other.correctionNo > row.correctionNo))
      byPlace.set(row.position, row);
  }
  return [...byPlace.values()];
}

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
  const printed = printedRows(data ?? [], round.isSummary ?? false);
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
        its next version. Its words are due three working days after today. Choose the{' '}
        {round.isSummary ? 'paragraphs' : 'rows'} to correct.
      </Typography>
      <Typography sx={{ mb: 1.5 }} color="text.secondary">
        {round.isSummary
          ? 'Of a paragraph its text and its evidence can be corrected. The introduction, the themes, the headings and the order stay as they were signed.'
          : 'Of a row everything that its update says can be corrected: text, delivery, figures, next milestone and evidence. The introduction, and title, wording, reference and place of the rows, stay as they were signed.'}{' '}
        If one of those is wrong, say so in the reason, or withdraw the edition.
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
        {printed.map(({ id, title, reference, isOmitted }) => (
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
            label={[reference, title, isOmitted && '(printed without an update)']
              .filter(Boolean)
              .join(' ')}
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
