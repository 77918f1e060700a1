import { Stack, TextField } from '@mui/material';
import { useState } from 'react';
import type { Acronym } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

interface Props {
  planId: string;
  /** The one that is changed; absent: a new one. */
  acronym?: Acronym;
  onClose: () => void;
}

/** Adds an acronym to the plan's register, or puts another in the place of one. */
export function AcronymDialog({ planId, acronym, onClose }: Props) {
  const api = useApi();
  const verb = useVerb();
  const [error, setError] = useState<unknown>();
  const [short, setShort] = useState(acronym?.short ?? '');
  const [expansion, setExpansion] = useState(acronym?.expansion ?? '');
  const save = () => api.saveAcronym(planId, { short, expansion }, acronym?.id);
  const field = (name: string, hint?: string) => ({
    id: `field-${name}`,
    error: fieldError(error, name) !== undefined,
    helperText: fieldError(error, name) ?? hint,
    fullWidth: true,
    required: true,
  });
  return (
    <FormDialog
      title={acronym ? `Change ${acronym.short}` : 'Add an acronym'}
      confirmWords={acronym ? 'Save' : 'Add'}
      onConfirm={() => verb.attempt(save, acronym ? 'Saved' : `${short} is added`)}
      onClose={onClose}
      onError={setError}
    >
      <Stack sx={{ gap: 2, pt: 1 }}>
        <TextField
          {...field('short', 'As it is written in the texts: BWV')}
          label="Short form"
          value={short}
          onChange={(event) => setShort(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 20 } }}
          autoFocus
        />
        <TextField
          {...field('expansion', 'What it stands for: Body Worn Video')}
          label="In full"
          value={expansion}
          onChange={(event) => setExpansion(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
      </Stack>
    </FormDialog>
  );
}
