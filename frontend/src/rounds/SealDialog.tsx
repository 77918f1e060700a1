import { Checkbox, FormControlLabel, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { Round } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog, MissingField } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { sumUp } from './sumUp.ts';

/** Fixes what will be printed; of a correction it can be said that it is minor. */
export function SealDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const { counts, total } = sumUp(round);
  const [isMinor, setMinor] = useState(false);
  const [because, setBecause] = useState('');
  const [error, setError] = useState<unknown>();
  const [isMissing, setMissing] = useState(false);
  const wrong = isMissing ? 'Say why it is minor.' : fieldError(error, 'minorBecause');
  const seal = async () => {
    if (isMinor && !because.trim()) {
      setMissing(true);
      document.getElementById('field-minorBecause')?.focus();
      throw new MissingField();
    }
    await verb.attempt(
      () => api.seal(round.id, isMinor ? because.trim() : undefined),
      'Sealed: it now waits for a signatory',
    );
  };
  return (
    <FormDialog
      title={`Seal ${round.correctionNo ? `correction ${round.correctionNo} of ` : ''}${round.title}?`}
      confirmWords={round.correctionNo ? 'Seal the correction' : 'Seal the round'}
      onConfirm={seal}
      onError={setError}
      onClose={onClose}
    >
      <Typography sx={{ mb: 1.5 }}>
        {round.correctionNo
          ? 'What is corrected is fixed as it stands, and everything else as it was published.'
          : `All ${total} rows, ${counts.omitted ?? 0} of them omitted, are fixed as they stand: texts, order, references, wording, title and introduction.`}{' '}
        A manifest with its own hash is made, and the signatories are asked to sign it.
      </Typography>
      <Typography>
        To change anything afterwards the round has to be unsealed with a reason, or a signatory
        declines.
      </Typography>
      {round.correctionNo && (
        <FormControlLabel
          sx={{ mt: 1.5 }}
          control={
            <Checkbox checked={isMinor} onChange={(event) => setMinor(event.target.checked)} />
          }
          label="This correction is minor: no meaning changes"
        />
      )}
      {isMinor && (
        <TextField
          id="field-minorBecause"
          label="Why it is minor"
          value={because}
          onChange={(event) => {
            setBecause(event.target.value);
            setMissing(false);
          }}
          required
          fullWidth
          multiline
          minRows={2}
          error={wrong !== undefined}
          helperText={
            wrong ?? 'Somebody else has to confirm that it is minor before it can be published.'
          }
          sx={{ mt: 1.5 }}
        />
      )}
    </FormDialog>
  );
}
