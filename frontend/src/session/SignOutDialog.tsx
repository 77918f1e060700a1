import { Alert, AlertTitle, Typography } from '@mui/material';
import { useState } from 'react';
import { ConfirmDialog, STAY_OPEN } from '../components/FormDialog.tsx';
import { countHalfWritten } from '../half-written/halfWritten.ts';
import { problemOf } from '../providers/httpClient.ts';
import { useMe } from '../providers/useMe.ts';

interface SignOutDialogProps {
  /** Why signing out did not succeed; absent before it was tried. */
  refusal?: unknown;
  onSignOut: () => Promise<void>;
  onClose: () => void;
}

/** Asks before words are lost by signing out, and says so when nobody was signed out. */
export function SignOutDialog({ refusal: first, onSignOut, onClose }: SignOutDialogProps) {
  const personId = useMe()?.person.id ?? '';
  const [refusals, setRefusals] = useState<unknown[]>(first === undefined ? [] : [first]);
  const hasWords = countHalfWritten(personId) > 0;
  const signOut = async () => {
    try {
      return await onSignOut();
    } catch (refusal) {
      setRefusals([...refusals, refusal]);
      return STAY_OPEN;
    }
  };
  const refusal = refusals.at(-1);
  return (
    <ConfirmDialog
      title={refusal !== undefined ? 'You are still signed in' : 'Sign out and lose unsaved words?'}
      confirmWords={`${refusal !== undefined ? 'Try again to sign out' : 'Sign out'}${hasWords ? ' and delete them' : ''}`}
      onConfirm={signOut}
      onClose={onClose}
    >
      {refusal !== undefined && (
        // Said anew each time.
        <Alert key={refusals.length} severity="error" sx={{ mb: 2 }}>
          <AlertTitle>The server has not ended your session</AlertTitle>
          {problemOf(refusal).detail} Until the session ends, whoever uses this browser is signed in
          as you.
        </Alert>
      )}
      {hasWords && (
        <Typography>
          This browser still holds words of yours that the server has not taken. Signing out deletes
          them from this browser. To keep them, stay signed in and open the update again.
        </Typography>
      )}
    </ConfirmDialog>
  );
}
