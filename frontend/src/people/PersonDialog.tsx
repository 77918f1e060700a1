import { Stack, TextField } from '@mui/material';
import { useState } from 'react';
import type { PersonDetail } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { useOrganisations } from '../components/Filters.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

interface PersonDialogProps {
  person?: PersonDetail;
  onClose: () => void;
}

/** Adds a person, or changes who they are. */
export function PersonDialog({ person, onClose }: PersonDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const organisations = useOrganisations();
  const [error, setError] = useState<unknown>();
  const [values, setValues] = useState({
    name: person?.name ?? '',
    email: person?.email ?? '',
    organisationId: person?.organisation.id ?? '',
    ...(!person && { password: '' }),
  });
  const field = (name: keyof typeof values) => ({
    id: `field-${name}`,
    value: values[name] ?? '',
    onChange: (event: { target: { value: string } }) =>
      setValues({ ...values, [name]: event.target.value }),
    error: fieldError(error, name) !== undefined,
    helperText: fieldError(error, name),
    required: true,
    fullWidth: true,
  });
  const save = () =>
    person
      ? verb.attempt(
          () => api.update('people', { id: person.id, data: values, previousData: person }),
          'Saved',
        )
      : verb.attempt(() => api.create('people', { data: values }), `${values.name} has an account`);
  return (
    <FormDialog
      title={person ? `Change ${person.name}` : 'Add a person'}
      confirmWords={person ? 'Save' : 'Add the person'}
      onConfirm={save}
      onClose={onClose}
      onError={setError}
    >
      <Stack sx={{ gap: 2, pt: 1 }}>
        <TextField label="Name, as others see it" {...field('name')} autoFocus />
        <TextField label="Email address" type="email" {...field('email')} />
        <TextField
          select
          label="Organisation"
          {...field('organisationId')}
          slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
        >
          <option value="">Choose</option>
          {organisations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </TextField>
        {!person && (
          <TextField
            label="First password"
            type="password"
            autoComplete="new-password"
            slotProps={{ htmlInput: { minLength: 12 } }}
            {...field('password')}
            helperText={
              fieldError(error, 'password') ??
              'Tell it to the person yourself; they change it under Your account.'
            }
          />
        )}
      </Stack>
    </FormDialog>
  );
}
