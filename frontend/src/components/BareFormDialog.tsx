import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { ErrorSummary } from './ErrorSummary.tsx';
import { formProblem } from './formProblems.ts';

export interface FormDialogProps {
  title: string;
  confirmWords: string;
  /** Refusals thrown here are shown on top, and the dialog stays open. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  children?: ReactNode;
  isConfirmDisabled?: boolean;
  isDanger?: boolean;
  width?: 'sm' | 'md' | 'lg';
  /** Shown when a field of the form needs the refusal beside it. */
  onError?: (error: unknown) => void;
}

/** What onConfirm answers with when the question is not over: the dialog stays open. */
export const STAY_OPEN = Symbol('stay open');

/** Thrown by a form that has shown by itself what is missing. */
export class MissingField extends Error {}

/** The dialog of a form, without what `FormDialog` does for a session that ends. */
export function BareFormDialog(props: FormDialogProps) {
  const { title, confirmWords, onConfirm, onClose, children, width = 'sm' } = props;
  const titleId = useId();
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const incomplete = formProblem(event.currentTarget as HTMLFormElement);
    if (incomplete) {
      setError(incomplete);
      props.onError?.(incomplete);
      return;
    }
    setRunning(true);
    setError(undefined);
    try {
      if ((await onConfirm()) !== STAY_OPEN) return onClose();
      setRunning(false);
    } catch (refusal) {
      if (!(refusal instanceof MissingField)) {
        setError(refusal);
        props.onError?.(refusal);
      }
      setRunning(false);
    }
  };
  return (
    <Dialog
      open
      onClose={isRunning ? undefined : onClose}
      fullWidth
      maxWidth={width}
      aria-labelledby={titleId}
    >
      <Box
        component="form"
        onSubmit={(event) => void submit(event)}
        noValidate
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent sx={{ pb: 1.5 }}>
          <ErrorSummary error={error} />
          {children}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={isRunning}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={props.isDanger ? 'error' : 'primary'}
            disabled={isRunning || props.isConfirmDisabled}
          >
            {isRunning ? 'One moment…' : confirmWords}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
