import { Alert, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Signing } from '../api/types.ts';
import { actionOf } from '../components/ActionButton.tsx';
import { fieldError } from '../components/ErrorSummary.tsx';
import { personWords } from '../components/Facts.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

interface SigningDialogProps {
  roundId: string;
  signing: Signing;
  onClose: () => void;
}

/** The signature itself: the password again, and exactly this manifest. */
export function SignDialog({ roundId, signing, onClose }: SigningDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>();
  const { manifest, counts } = signing;
  const onBehalfOf = actionOf(signing, 'sign')?.onBehalfOf;
  const sign = async () => {
    await verb.attempt(() => api.sign(roundId, manifest, password), `Signed: ${signing.title}`);
    void navigate(`/rounds/${roundId}/show`);
  };
  return (
    <FormDialog
      title={`Sign ${signing.title}`}
      confirmWords="Sign"
      onConfirm={sign}
      onClose={onClose}
      onError={setError}
      isConfirmDisabled={password === ''}
    >
      <Typography
        component="blockquote"
        sx={{ m: 0, mb: 2, pl: 2, borderLeft: 4, borderColor: 'divider', overflowWrap: 'anywhere' }}
      >
        {signing.statement}
      </Typography>
      <Typography sx={{ mb: 2, color: 'text.secondary' }}>
        {counts.total} rows, {counts.omitted} of them omitted. Your name and the time are recorded.
        A signature cannot be taken back; the secretariat can unseal the round with a reason, and it
        is then signed anew.
      </Typography>
      {onBehalfOf && (
        <Alert severity="info" sx={{ mb: 2 }}>
          You sign for {personWords(onBehalfOf)}; both names are recorded.
        </Alert>
      )}
      <TextField
        id="field-password"
        label="Your password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={fieldError(error, 'password') !== undefined}
        helperText={
          fieldError(error, 'password') ?? 'Typed again, so that nobody else signs on your screen.'
        }
        autoFocus
        required
        fullWidth
      />
    </FormDialog>
  );
}
