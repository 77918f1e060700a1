import { Checkbox, FormControlLabel, Stack, TextField } from '@mui/material';
import { useState } from 'react';
import type { Organisation } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

interface OrganisationDialogProps {
  organisation?: Organisation;
  onClose: () => void;
}

export function OrganisationDialog({ organisation, onClose }: OrganisationDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const [error, setError] = useState<unknown>();
  const [data, setData] = useState({
    name: organisation?.name ?? '',
    shortName: organisation?.shortName ?? '',
    isClearanceRequired: organisation?.isClearanceRequired ?? false,
  });
  const save = () =>
    verb.attempt(
      () =>
        organisation
          ? api.update('organisations', { id: organisation.id, data, previousData: organisation })
          : api.create('organisations', { data }),
      'Saved',
    );
  return (
    <FormDialog
      title={organisation ? `Change ${organisation.name}` : 'Add an organisation'}
      confirmWords="Save"
      onConfirm={save}
      onClose={onClose}
      onError={setError}
    >
      <Stack sx={{ gap: 2, pt: 1 }}>
        <TextField
          id="field-name"
          label="Name"
          value={data.name}
          onChange={(event) => setData({ ...data, name: event.target.value })}
          error={fieldError(error, 'name') !== undefined}
          helperText={fieldError(error, 'name')}
          required
          fullWidth
          autoFocus
        />
        <TextField
          id="field-shortName"
          label="Short name"
          value={data.shortName}
          onChange={(event) => setData({ ...data, shortName: event.target.value })}
          error={fieldError(error, 'shortName') !== undefined}
          helperText={fieldError(error, 'shortName')}
          required
          fullWidth
        />
        <FormControlLabel
          control={
            <Checkbox
              checked={data.isClearanceRequired}
              onChange={(event) => setData({ ...data, isClearanceRequired: event.target.checked })}
            />
          }
          label="Its updates are cleared by one of its own clearers before they go to review"
        />
      </Stack>
    </FormDialog>
  );
}
