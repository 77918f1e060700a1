import { TextField } from '@mui/material';
import { useEffect, useState } from 'react';
import { KeptLine } from '../half-written/KeptLine.tsx';
import { useHalfWritten } from '../half-written/useHalfWritten.ts';
import { isSessionOver } from '../providers/httpClient.ts';
import { holdPage } from '../providers/session.ts';
import { SignInAgain } from '../session/SignInAgain.tsx';
import {
  BareFormDialog,
  MissingField,
  STAY_OPEN,
  type FormDialogProps,
} from './BareFormDialog.tsx';
import { fieldError } from './ErrorSummary.tsx';

export { MissingField, STAY_OPEN } from './BareFormDialog.tsx';

/**
 * A question with a form in it. Escape and Cancel close it; the focus returns to where it was. A
 * session that ends meanwhile takes nobody away from it: one signs in again on top of it.
 */
export function FormDialog(props: FormDialogProps) {
  const [isSigningIn, setSigningIn] = useState(false);
  useEffect(() => holdPage(), []);
  const confirm = async () => {
    try {
      return await props.onConfirm();
    } catch (error) {
      if (!isSessionOver(error)) throw error;
      setSigningIn(true);
      throw new MissingField();
    }
  };
  return (
    <>
      <BareFormDialog {...props} onConfirm={confirm} />
      {isSigningIn && <SignInAgain then="confirm" onClose={() => setSigningIn(false)} />}
    </>
  );
}

/** Says what will happen before it does. */
export const ConfirmDialog = (props: FormDialogProps) => <FormDialog {...props} />;

interface ReasonDialogProps extends Omit<FormDialogProps, 'onConfirm'> {
  label?: string;
  /** Who will read the reason. */
  hint?: string;
  onConfirm: (reason: string) => Promise<unknown>;
  /** What it is kept as until it is sent; absent: it goes with the dialog. */
  keptAs?: { subjectId: string; kind: string };
}

/** An act that needs a reason: it cannot be confirmed with an empty one. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { label = 'Reason', hint, keptAs, children, ...dialog } = props;
  const half = useHalfWritten<string>(keptAs?.subjectId ?? '', keptAs?.kind ?? '');
  const [reason, setReason] = useState(half.begun?.words ?? '');
  const [isMissing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const confirm = async () => {
    if (!reason.trim()) {
      setMissing(true);
      document.getElementById('field-reason')?.focus();
      throw new MissingField();
    }
    const answer = await props.onConfirm(reason.trim());
    if (answer !== STAY_OPEN) half.forget();
    return answer;
  };
  const change = (next: string) => {
    setReason(next);
    setMissing(false);
    if (!keptAs) return;
    if (next.trim() === '') half.forget();
    else half.keep(next);
  };
  const words = isMissing ? 'Give a reason.' : fieldError(error, 'reason');
  return (
    <FormDialog
      {...dialog}
      onConfirm={confirm}
      onError={(refusal) => {
        setError(refusal);
        props.onError?.(refusal);
      }}
    >
      {children}
      <KeptLine kept={half.begun} onThrowAway={() => change('')} />
      <TextField
        id="field-reason"
        label={label}
        value={reason}
        onChange={(event) => change(event.target.value)}
        required
        autoFocus
        fullWidth
        multiline
        minRows={4}
        error={words !== undefined}
        helperText={words ?? hint}
        sx={{ mt: 1.5 }}
      />
    </FormDialog>
  );
}
