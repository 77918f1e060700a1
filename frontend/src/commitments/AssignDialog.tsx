import {
  Checkbox,
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
  Stack,
} from '@mui/material';
import { useId, useState } from 'react';
import type { Assignment, Handover, PersonRef } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog, STAY_OPEN } from '../components/FormDialog.tsx';
import { HandoverView } from '../components/HandoverView.tsx';
import { PersonPicker } from '../components/PersonPicker.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

type Part = Assignment['part'];

const PARTS: Record<Part, { label: string; meaning: string }> = {
  owner: {
    label: 'Owner',
    meaning: 'Writes their updates. What is still being written follows; what was handed in stays.',
  },
  lead: { label: 'Lead', meaning: 'Reviews and approves what is written of them.' },
  clearer: {
    label: 'Clearer',
    meaning: 'Clears texts for each organisation that leads them, in everything it leads.',
  },
};

interface AssignDialogProps {
  commitmentIds: string[];
  /** In words: what is assigned. */
  what: string;
  onClose: () => void;
  onAssigned?: () => void;
}

/** Who owns, leads or clears: chosen, then shown with all that changes hands, then given. */
export function AssignDialog({ commitmentIds, what, onClose, onAssigned }: AssignDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const [part, setPart] = useState<Part>('owner');
  const [person, setPerson] = useState<PersonRef | null>(null);
  const [isWholeChapter, setWholeChapter] = useState(false);
  const [isReplacing, setReplacing] = useState(false);
  const [preview, setPreview] = useState<Handover>();
  const [error, setError] = useState<unknown>();
  /** Whatever is edited, what was seen no longer holds. */
  const editing =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setPreview(undefined);
      set(value);
    };
  const confirm = async () => {
    const assignment: Assignment = {
      part,
      personId: person!.id,
      commitmentIds,
      ...(part === 'lead' && { isWholeChapter }),
      ...(part !== 'owner' && { isReplacing }),
    };
    if (!preview) {
      setPreview(await api.previewAssignment(assignment));
      return STAY_OPEN;
    }
    try {
      await verb.attempt(
        () => api.assign({ ...assignment, seen: preview.hash }),
        `${person!.name}: ${PARTS[part].label.toLowerCase()} of ${what}`,
      );
    } catch (refusal) {
      setPreview(undefined);
      throw refusal;
    }
    return onAssigned?.();
  };
  return (
    <FormDialog
      title={`Assign ${what}`}
      confirmWords={preview ? 'Assign' : 'See what changes'}
      onConfirm={confirm}
      onClose={onClose}
      onError={setError}
      isConfirmDisabled={!person || preview?.changes.length === 0}
      width="md"
    >
      <Stack sx={{ gap: 2, pt: 1 }}>
        <PartChoice value={part} onChange={editing(setPart)} />
        <PersonPicker
          label={PARTS[part].label}
          value={person}
          onChange={editing(setPerson)}
          isError={fieldError(error, 'personId') !== undefined}
          helperText={fieldError(error, 'personId')}
        />
        {part === 'lead' && (
          <Option
            label="For the whole of their chapters, with commitments to come"
            value={isWholeChapter}
            onChange={editing(setWholeChapter)}
          />
        )}
        {part !== 'owner' && (
          <Option
            label="In place of whoever has just this role now"
            value={isReplacing}
            onChange={editing(setReplacing)}
          />
        )}
      </Stack>
      {preview && <HandoverView handover={preview} />}
    </FormDialog>
  );
}

function PartChoice({ value, onChange }: { value: Part; onChange: (part: Part) => void }) {
  const id = useId();
  return (
    <FormControl>
      <FormLabel id={id}>As what</FormLabel>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onChange={(event) => onChange(event.target.value as Part)}
      >
        {(Object.keys(PARTS) as Part[]).map((part) => (
          <FormControlLabel
            key={part}
            value={part}
            control={<Radio />}
            label={
              <>
                <strong>{PARTS[part].label}.</strong> {PARTS[part].meaning}
              </>
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}

interface OptionProps {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
}

const Option = ({ label, value, onChange }: OptionProps) => (
  <FormControlLabel
    control={<Checkbox checked={value} onChange={(event) => onChange(event.target.checked)} />}
    label={label}
  />
);
