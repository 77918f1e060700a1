import { TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { FormDialog } from '../components/FormDialog.tsx';
import { useMe } from '../providers/useMe.ts';
import { signIn } from '../providers/session.ts';

/** Signs the same person in again where they are, so that the page and its words stay. */
export function SignInAgain({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const me = useMe();
  const [password, setPassword] = useState('');
  if (!me) return null;
  const { email } = me.person;
  return (
    <FormDialog
      title="Sign in again"
      confirmWords="Sign in and save"
      onConfirm={async () => {
        await signIn(email, password);
        onDone();
      }}
      onClose={onClose}
    >
      <Typography sx={{ mb: 2 }}>
        Your session has ended. What you wrote is still here; it is saved as soon as you have signed
        in.
      </Typography>
      <TextField
        label="Email address"
        value={email}
        slotProps={{ input: { readOnly: true } }}
        autoComplete="username"
        fullWidth
        sx={{ mb: 2 }}
      />
      <TextField
        id="field-password"
        label="Password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        required
        autoFocus
        fullWidth
      />
    </FormDialog>
  );
}
