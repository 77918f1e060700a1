import { COVER_PART_WORDS, COVER_PARTS, type CoverPart } from '@common/actor.ts';
import {
  Checkbox,
  FormControlLabel,
  FormControl,
  FormHelperText,
  FormLabel,
  Stack,
  TextField,
} from '@mui/material';
import { useState } from 'react';
import type { PersonRef, Role } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { PersonPicker } from '../components/PersonPicker.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

/** Whose work a part is; anybody can own a text. */
const ROLE_OF: Partial<Record<CoverPart, Role>> = {
  review: 'lead',
  clearance: 'clearer',
  signing: 'signatory',
  secretariat: 'secretariat',
};

interface CoverDialogProps {
  person: { id: string; name: string };
  roles: readonly Role[];
  onClose: () => void;
}

/** Who acts for somebody, when, and in what: signing only when it is ticked. */
export function CoverDialog({ person, roles, onClose }: CoverDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const offered = COVER_PARTS.filter((part) => {
    const role = ROLE_OF[part];
    return !role || roles.includes(role);
  });
  const [cover, setCover] = useState<PersonRef | null>(null);
  const [startsOn, setStartsOn] = useState('');
  const [endsOn, setEndsOn] = useState('');
  const [parts, setParts] = useState<CoverPart[]>(offered.filter((part) => part !== 'signing'));
  const [error, setError] = useState<unknown>();
  const save = () =>
    verb.attempt(
      () => api.addCover({ absentId: person.id, coverId: cover!.id, startsOn, endsOn, parts }),
      `${cover!.name} covers for ${person.name}`,
    );
  const date = {
    type: 'date',
    required: true,
    fullWidth: true,
    slotProps: { inputLabel: { shrink: true } },
  };
  return (
    <FormDialog
      title={`Arrange cover for ${person.name}`}
      confirmWords="Arrange cover"
      onConfirm={save}
      onClose={onClose}
      onError={setError}
      isConfirmDisabled={!cover || !startsOn || !endsOn || parts.length === 0}
    >
      <Stack sx={{ gap: 2, pt: 1 }}>
        <PersonPicker
          id="field-coverId"
          label="Who acts instead"
          value={cover}
          onChange={setCover}
          isError={fieldError(error, 'coverId') !== undefined}
          helperText={fieldError(error, 'coverId')}
        />
        <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: 2 }}>
          <TextField
            {...date}
            id="field-startsOn"
            label="First day"
            value={startsOn}
            onChange={(event) => setStartsOn(event.target.value)}
          />
          <TextField
            {...date}
            id="field-endsOn"
            label="Last day"
            value={endsOn}
            onChange={(event) => setEndsOn(event.target.value)}
          />
        </Stack>
        <FormControl component="fieldset">
          <FormLabel component="legend">What they do instead</FormLabel>
          {offered.map((part) => (
            <FormControlLabel
              key={part}
              control={
                <Checkbox
                  checked={parts.includes(part)}
                  onChange={(_, isOn) =>
                    setParts(
                      offered.filter((each) => (each === part ? isOn : parts.includes(each))),
                    )
                  }
                />
              }
              label={COVER_PART_WORDS[part]}
            />
          ))}
          <FormHelperText sx={{ mx: 0 }}>
            Every act is recorded as theirs, for {person.name}. The cover ends by itself after the
            last day.
          </FormHelperText>
        </FormControl>
      </Stack>
    </FormDialog>
  );
}
