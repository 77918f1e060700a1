import { Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { Plan } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { useOrganisations } from '../components/Filters.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { ChapterInputs, type ChapterValue } from './ChapterInputs.tsx';

/** Makes a plan with its chapters, or changes the title and the chapters of one. */
export function PlanDialog({ plan, onClose }: { plan?: Plan; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const organisations = useOrganisations();
  const [error, setError] = useState<unknown>();
  const [title, setTitle] = useState(plan?.title ?? '');
  const [publisherId, setPublisherId] = useState(plan?.publisher.id ?? '');
  const [publishedOn, setPublishedOn] = useState(plan?.publishedOn ?? '');
  const [chapters, setChapters] = useState<ChapterValue[]>(
    plan?.chapters.map(({ id, title: name }) => ({ key: id, id, title: name })) ?? [
      { key: 'first', title: '' },
    ],
  );
  const published = publishedOn && { publishedOn };
  const save = () =>
    plan
      ? verb.attempt(
          () =>
            api.changePlan(plan.id, {
              version: plan.version,
              title,
              ...published,
              chapters: chapters.map(({ id, title: name }) => ({ ...(id && { id }), title: name })),
            }),
          'Saved',
        )
      : verb.attempt(
          () =>
            api.createPlan({
              title,
              publisherId,
              ...published,
              chapterTitles: chapters.map(({ title: name }) => name),
            }),
          `${title} is added`,
        );
  const field = (name: string) => ({
    id: `field-${name}`,
    error: fieldError(error, name) !== undefined,
    helperText: fieldError(error, name),
    fullWidth: true,
  });
  return (
    <FormDialog
      title={plan ? `Title and chapters of ${plan.title}` : 'Add a plan'}
      confirmWords={plan ? 'Save' : 'Add the plan'}
      onConfirm={save}
      onClose={onClose}
      onError={setError}
      width="md"
    >
      <Stack sx={{ gap: 2, pt: 1 }}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {plan
            ? 'What editions print stays: their rows carry chapter titles of their own, and the next round copies them from the last edition. Change those under Order and wording.'
            : 'You become its secretariat, unless you are an administrator: then name one under People. Its commitments are added next.'}
        </Typography>
        <TextField
          {...field('title')}
          label="Title"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          required
          autoFocus
        />
        {!plan && (
          <TextField
            {...field('publisherId')}
            select
            label="Published by"
            value={publisherId}
            onChange={(event) => setPublisherId(event.target.value)}
            slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
            required
          >
            <option value="">Choose</option>
            {organisations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </TextField>
        )}
        <TextField
          {...field('publishedOn')}
          type="date"
          label="Published on"
          value={publishedOn}
          onChange={(event) => setPublishedOn(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <ChapterInputs
          chapters={chapters}
          onChange={setChapters}
          fieldOf={(index) => (plan ? `chapters.${index}.title` : `chapterTitles.${index}`)}
          errorOf={(name) => fieldError(error, name)}
        />
      </Stack>
    </FormDialog>
  );
}
