import { TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { BareFormDialog } from '../components/BareFormDialog.tsx';
import { signIn } from '../providers/session.ts';
import { useMe } from '../providers/useMe.ts';

interface SignInAgainProps {
  /** What comes after: it is saved by itself, or sent or confirmed by pressing the button again. */
  then: 'save' | 'send' | 'confirm';
  onDone?: () => void;
  onClose: () => void;
}

const THEN_WORDS = {
  save: 'it is saved as soon as you have signed in.',
  send: 'send it when you have signed in.',
  confirm: 'confirm it when you have signed in.',
} as const;

/** Signs the same person in again where they are, so that the page and its words stay. */
export function SignInAgain({ then, onDone, onClose }: SignInAgainProps) {
  const me = useMe();
  const [password, setPassword] = useState('');
  if (!me) return null;
  const { email } = me.person;
  return (
    <BareFormDialog
      title="Sign in again"
      confirmWords={then === 'save' ? 'Sign in and save' : 'Sign in'}
      onConfirm={async () => {
        await signIn(email, password);
        onDone?.();
      }}
      onClose={onClose}
    >
      <Typography sx={{ mb: 2 }}>
        Your session has ended. What you wrote is still here; {THEN_WORDS[then]}
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
    </BareFormDialog>
  );
}
