import { WITHDRAWAL_TYPE_WORDS, WITHDRAWAL_TYPES } from '@common/withdrawal-types.ts';
import {
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
  TextField,
} from '@mui/material';
import { useState, type ChangeEvent } from 'react';
import type { EditionDetail, NewWithdrawal } from '../api/types.ts';
import { actionOf, ActionButton } from '../components/ActionButton.tsx';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog, MissingField } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

/** For the secretariat: asks for an edition, or one version of it, to be taken back. */
export function AskToWithdraw({ edition }: { edition: EditionDetail }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton action={actionOf(edition, 'withdraw')} onAct={() => setOpen(true)}>
        Withdraw…
      </ActionButton>
      {isOpen && <AskDialog edition={edition} onClose={() => setOpen(false)} />}
    </>
  );
}

type Words = 'reason' | 'explanation';
type Values = Omit<NewWithdrawal, 'reasonType'> & { reasonType: NewWithdrawal['reasonType'] | '' };

const MISSING: Record<Words, string> = {
  reason: 'Give the reason.',
  explanation: 'Say what the public is told in its place.',
};

function AskDialog({ edition, onClose }: { edition: EditionDetail; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const isOneOfMany = edition.versions.length > 1;
  const [values, setValues] = useState<Values>({
    scope: isOneOfMany ? 'version' : 'edition',
    reasonType: '',
    reason: '',
    explanation: '',
  });
  const [missing, setMissing] = useState<Words>();
  const [error, setError] = useState<unknown>();
  const ask = async () => {
    const empty = (['reason', 'explanation'] as const).find((name) => !values[name].trim());
    if (empty) {
      setMissing(empty);
      document.getElementById(`field-${empty}`)?.focus();
      throw new MissingField();
    }
    await verb.attempt(
      // The form asks for it before it is sent.
      () => api.askToWithdraw(edition.id, values as NewWithdrawal),
      'Asked for: it is withdrawn when a second person confirms it',
    );
  };
  const field = (name: Words, hint: string) => {
    const wrong = missing === name ? MISSING[name] : (fieldError(error, name) ?? undefined);
    return {
      id: `field-${name}`,
      value: values[name],
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        setValues({ ...values, [name]: event.target.value });
        setMissing(undefined);
      },
      required: true,
      fullWidth: true,
      multiline: true,
      minRows: 3,
      error: wrong !== undefined,
      helperText: wrong ?? hint,
      slotProps: { htmlInput: { maxLength: 4000 } },
      sx: { mt: 2 },
    };
  };
  return (
    <FormDialog
      title={`Withdraw ${edition.title}?`}
      confirmWords="Ask for it"
      onConfirm={ask}
      onError={setError}
      onClose={onClose}
      isDanger
    >
      Nothing changes until a second person confirms. Then the public reads the explanation in its
      place, and its files are no longer served. This is possible during a hold too.
      {isOneOfMany && (
        <FormControl sx={{ mt: 2, display: 'block' }}>
          <FormLabel>What is withdrawn</FormLabel>
          <RadioGroup
            value={values.scope}
            onChange={(_, scope) =>
              setValues({ ...values, scope: scope as NewWithdrawal['scope'] })
            }
          >
            <FormControlLabel
              value="version"
              control={<Radio />}
              label={`Version ${edition.version} alone`}
            />
            <FormControlLabel
              value="edition"
              control={<Radio />}
              label={`The edition: all ${edition.versions.length} versions`}
            />
          </RadioGroup>
        </FormControl>
      )}
      <TextField
        id="field-reasonType"
        select
        label="Kind of reason"
        value={values.reasonType}
        onChange={({ target }) =>
          setValues({ ...values, reasonType: target.value as Values['reasonType'] })
        }
        required
        fullWidth
        error={fieldError(error, 'reasonType') !== undefined}
        helperText={fieldError(error, 'reasonType') ?? 'The public reads this too.'}
        slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
        sx={{ mt: 2 }}
      >
        <option value="" />
        {WITHDRAWAL_TYPES.map((type) => (
          <option key={type} value={type}>
            {WITHDRAWAL_TYPE_WORDS[type]}
          </option>
        ))}
      </TextField>
      <TextField
        {...field('reason', 'For the record; the public does not read it.')}
        label="Reason"
      />
      <TextField
        {...field('explanation', 'The public reads this at the edition’s address.')}
        label="Public explanation"
      />
    </FormDialog>
  );
}
