import { Box, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { UpdateDetail } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog, STAY_OPEN } from '../components/FormDialog.tsx';
import { ShownOnce } from '../components/ShownOnce.tsx';
import { useVerb } from '../components/useVerb.ts';
import { KeptLine } from '../half-written/KeptLine.tsx';
import { useHalfWritten } from '../half-written/useHalfWritten.ts';
import { useApi } from '../providers/useMe.ts';

/** What is asked of whom, not sent yet. */
export interface HalfQuestion {
  name: string;
  address: string;
  purpose: string;
  days: number;
}
export const ASK_EXPERT = 'ask_expert';
const NOTHING: HalfQuestion = { name: '', address: '', purpose: '', days: 14 };

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
  const half = useHalfWritten<HalfQuestion>(update.id, ASK_EXPERT);
  const [link, setLink] = useState(half.begun?.words ?? NOTHING);
  const [url, setUrl] = useState<string>();
  const [error, setError] = useState<unknown>();
  const revision = update.latestRevision!;
  const make = async () => {
    if (url) return undefined;
    const asked = { ...link, revisionId: revision.id };
    const made = await verb.attempt(() => api.makeExpertLink(update.id, asked), 'Link made');
    half.forget();
    setUrl(made.url);
    return STAY_OPEN;
  };
  const change = (changed: Partial<HalfQuestion>) => {
    const next = { ...link, ...changed };
    setLink(next);
    if (next.name || next.address || next.purpose) half.keep(next);
    else half.forget();
  };
  const field = (name: 'name' | 'address' | 'purpose') => ({
    ...{ id: `field-${name}`, value: link[name], required: true, fullWidth: true },
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
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
          <Box sx={{ mt: 2, '&:empty': { display: 'none' } }}>
            <KeptLine kept={half.begun} onThrowAway={() => change(NOTHING)} />
          </Box>
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
            onChange={(event) => change({ days: Number(event.target.value) })}
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
