import { TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { UpdateDetail } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog, STAY_OPEN } from '../components/FormDialog.tsx';
import { ShownOnce } from '../components/ShownOnce.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

/** Makes a personal link to the submitted text; it is shown once. */
export function AskExpertDialog({
  update,
  onClose,
}: {
  update: UpdateDetail;
  onClose: () => void;
}) {
  const api = useApi();
  const verb = useVerb();
  const [link, setLink] = useState({ name: '', address: '', purpose: '', days: 14 });
  const [url, setUrl] = useState<string>();
  const [error, setError] = useState<unknown>();
  const revision = update.latestRevision!;
  const make = async () => {
    if (url) return undefined;
    const asked = { ...link, revisionId: revision.id };
    const made = await verb.attempt(() => api.makeExpertLink(update.id, asked), 'Link made');
    setUrl(made.url);
    return STAY_OPEN;
  };
  const field = (name: 'name' | 'address' | 'purpose') => ({
    ...{ id: `field-${name}`, value: link[name], required: true, fullWidth: true },
    onChange: (event: { target: { value: string } }) =>
      setLink({ ...link, [name]: event.target.value }),
    error: fieldError(error, name) !== undefined,
    sx: { mt: 2 },
  });
  return (
    <FormDialog
      title="Ask an outside expert"
      confirmWords={url ? 'Done' : 'Make the link'}
      onConfirm={make}
      onClose={onClose}
      onError={setError}
    >
      {url ? (
        <ShownOnce label="The link" value={url}>
          The link is shown this once. Copy it now and send it to the expert yourself.
        </ShownOnce>
      ) : (
        <>
          <Typography>
            They read revision {revision.number} of “{update.title}” and can comment on it, without
            an account. Nothing else is reached by the link.
          </Typography>
          <TextField
            {...field('name')}
            label="Whom you ask"
            helperText={fieldError(error, 'name') ?? 'As your colleagues will read it.'}
            autoFocus
          />
          <TextField
            {...field('address')}
            label="Their email address"
            type="email"
            helperText={fieldError(error, 'address') ?? 'You send the link yourself.'}
          />
          <TextField
            {...field('purpose')}
            label="What you would like to know"
            helperText={fieldError(error, 'purpose') ?? 'They read it above the text.'}
            multiline
            minRows={3}
          />
          <TextField
            select
            label="The link holds for"
            value={link.days}
            onChange={(event) => setLink({ ...link, days: Number(event.target.value) })}
            slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
            sx={{ mt: 2 }}
          >
            {[3, 7, 14, 30].map((days) => (
              <option key={days} value={days}>
                {days} days
              </option>
            ))}
          </TextField>
        </>
      )}
    </FormDialog>
  );
}
