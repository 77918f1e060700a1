import { Button, TextField, Typography } from '@mui/material';
import { useState, type ChangeEvent } from 'react';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog, MissingField } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useEvidence } from '../evidence/evidenceApi.ts';
import { useApi } from '../providers/useMe.ts';

/** For the secretariat: asks for words or a file that must not be kept to be taken out everywhere. */
export function AskForRedaction({ update }: { update: { id: string; title: string } }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Redact…</Button>
      {isOpen && <AskDialog update={update} onClose={() => setOpen(false)} />}
    </>
  );
}

type Field = 'words' | 'reason';
const SHORTEST = 3;

function AskDialog({ update, onClose }: { update: { id: string }; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [values, setValues] = useState<Record<Field, string>>({ words: '', reason: '' });
  const [fileId, setFileId] = useState('');
  const evidence = useEvidence(update.id);
  const files = (evidence.data ?? []).filter(({ file }) => file && file.scanState !== 'redacted');
  const chosen = files.find(({ id }) => id === fileId);
  const [missing, setMissing] = useState<Field>();
  const [error, setError] = useState<unknown>();
  const ask = async () => {
    const asked: readonly Field[] = fileId ? ['reason'] : ['words', 'reason'];
    const short = asked.find((field) => values[field].trim().length < SHORTEST);
    if (short) {
      setMissing(short);
      document.getElementById(`field-${short}`)?.focus();
      throw new MissingField();
    }
    await verb.attempt(
      () =>
        api.askForRedaction(
          update.id,
          fileId ? { evidenceId: fileId } : { words: values.words.trim() },
          values.reason.trim(),
        ),
      'Asked for: a second person confirms it under Redactions',
    );
  };
  const field = (name: Field, hint: string) => {
    const wrong =
      missing === name
        ? `Give at least ${SHORTEST} characters.`
        : (fieldError(error, name) ?? undefined);
    return {
      id: `field-${name}`,
      value: values[name],
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        setValues({ ...values, [name]: event.target.value });
        setMissing(undefined);
      },
      required: true,
      fullWidth: true,
      autoComplete: 'off',
      error: wrong !== undefined,
      helperText: wrong ?? hint,
      sx: { mt: 2 },
    };
  };
  return (
    <FormDialog
      title={fileId ? 'Redact a file' : 'Redact words'}
      confirmWords="Ask for it"
      onConfirm={ask}
      onError={setError}
      onClose={onClose}
    >
      <Typography>
        For what must not be kept, such as a victim’s name. A second person sees what it changes and
        confirms.{' '}
        {fileId
          ? 'The file is then taken out of the store, wherever it is named, published editions included. Its name and its hash stay: redact the name as words.'
          : 'The words are then taken out of every text of the plan, published editions included, and “[redacted]” stands in their place.'}
      </Typography>
      {files.length > 0 && (
        <TextField
          select
          label="What must not be kept"
          value={fileId}
          onChange={(event) => setFileId(event.target.value)}
          // In full: on a phone the choice itself is cut short.
          helperText={chosen && `“${chosen.title}” (${chosen.file!.name})`}
          fullWidth
          sx={{ mt: 2, overflowWrap: 'anywhere' }}
          slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
        >
          <option value="">Words in the texts</option>
          {files.map(({ id, title, file }) => (
            <option key={id} value={id}>
              The file “{title}” ({file!.name})
            </option>
          ))}
        </TextField>
      )}
      {!fileId && (
        <TextField
          {...field('words', 'Found as whole words, in capitals or not.')}
          label="The exact words"
          autoFocus
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
      )}
      <TextField
        {...field('reason', 'This is kept. Say why, without what must not be kept.')}
        label="Reason"
        multiline
        minRows={3}
      />
    </FormDialog>
  );
}
