import { Stack } from '@mui/material';
import { useState } from 'react';
import type { Round } from '../api/types.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { RoundInputs, type RoundValues } from './RoundInputs.tsx';

/** The dates, the title and the address of a round that is not sealed. */
export function DatesDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [error, setError] = useState<unknown>();
  const [values, setValues] = useState<RoundValues>({
    title: round.title,
    slug: round.slug,
    periodLabel: round.periodLabel,
    periodStart: round.periodStart,
    periodEnd: round.periodEnd,
    asAt: round.asAt,
    ...round.dates,
  });
  const save = () => {
    const before: RoundValues = { ...pick(round), ...round.dates };
    const changed = Object.fromEntries(
      Object.entries(values).filter(([key, value]) => before[key as keyof RoundValues] !== value),
    );
    return verb.attempt(
      () => api.changeRound(round.id, { version: round.version, ...changed }),
      'Saved',
    );
  };
  return (
    <FormDialog
      title="Dates and title"
      confirmWords="Save"
      onConfirm={save}
      onClose={onClose}
      onError={setError}
      width="md"
    >
      <Stack sx={{ pt: 1 }}>
        <RoundInputs values={values} onChange={setValues} error={error} />
      </Stack>
    </FormDialog>
  );
}

const pick = ({ title, slug, periodLabel, periodStart, periodEnd, asAt }: Round) => ({
  title,
  slug,
  periodLabel,
  periodStart,
  periodEnd,
  asAt,
});
