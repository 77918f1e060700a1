import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
} from '@mui/material';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { ErrorSummary, fieldError } from './ErrorSummary.tsx';
import { formProblem } from './formProblems.ts';

interface FormDialogProps {
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

/** Thrown by a form that has marked the field itself and put the focus there. */
export class MissingField extends Error {}

/** A question with a form in it. Escape and Cancel close it; the focus returns to where it was. */
export function FormDialog(props: FormDialogProps) {
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
      // A missing field is shown beside the field, which has the focus.
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

/** Says what will happen before it does. */
export const ConfirmDialog = (props: FormDialogProps) => <FormDialog {...props} />;

interface ReasonDialogProps extends Omit<FormDialogProps, 'onConfirm'> {
  label?: string;
  /** Who will read the reason. */
  hint?: string;
  onConfirm: (reason: string) => Promise<unknown>;
}

/** An act that needs a reason: it cannot be confirmed with an empty one. */
export function ReasonDialog({ label = 'Reason', hint, children, ...props }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const confirm = async () => {
    if (!reason.trim()) {
      setMissing(true);
      document.getElementById('field-reason')?.focus();
      throw new MissingField();
    }
    return props.onConfirm(reason.trim());
  };
  const words = isMissing ? 'Give a reason.' : fieldError(error, 'reason');
  return (
    <FormDialog
      {...props}
      onConfirm={confirm}
      onError={(refusal) => {
        setError(refusal);
        props.onError?.(refusal);
      }}
    >
      {children}
      <TextField
        id="field-reason"
        label={label}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
          setMissing(false);
        }}
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
