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
    renamedOn: '',
  });
  const { renamedOn, ...rest } = data;
  const isRenamed = organisation !== undefined && organisation.name !== data.name.trim();
  const sent = isRenamed && renamedOn ? data : rest;
  const save = () =>
    verb.attempt(
      () =>
        organisation
          ? api.update('organisations', {
              id: organisation.id,
              data: sent,
              previousData: organisation,
            })
          : api.create('organisations', { data: rest }),
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
        {isRenamed && (
          <TextField
            id="field-renamedOn"
            type="date"
            label="Renamed on"
            value={renamedOn}
            onChange={(event) => setData({ ...data, renamedOn: event.target.value })}
            error={fieldError(error, 'renamedOn') !== undefined}
            helperText={
              fieldError(error, 'renamedOn') ??
              `“${organisation.name}” is kept as its name until the day before. Leave it empty when only the spelling is put right.`
            }
            slotProps={{ inputLabel: { shrink: true } }}
            fullWidth
          />
        )}
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
