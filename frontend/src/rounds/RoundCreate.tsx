import { Box, Button, Paper, TextField } from '@mui/material';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import type { Round } from '../api/types.ts';
import { ErrorSummary, fieldError } from '../components/ErrorSummary.tsx';
import { usePlans } from '../components/Filters.tsx';
import { formProblem } from '../components/formProblems.ts';
import { useVerb } from '../components/useVerb.ts';
import { Page } from '../layout/Page.tsx';
import { useApi } from '../providers/useMe.ts';
import { RoundInputs, type RoundValues } from './RoundInputs.tsx';

const EMPTY: RoundValues = {
  title: '',
  slug: '',
  periodLabel: '',
  periodStart: '',
  periodEnd: '',
  asAt: '',
  opensOn: '',
  draftsDueOn: '',
  reviewDueOn: '',
  signOffDueOn: '',
  publicationOn: '',
};

export default function RoundCreate() {
  const api = useApi();
  const verb = useVerb();
  const navigate = useNavigate();
  const plans = usePlans();
  const [planId, setPlanId] = useState('');
  const [values, setValues] = useState(EMPTY);
  const [error, setError] = useState<unknown>();
  const [isRunning, setRunning] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const incomplete = formProblem(event.currentTarget as HTMLFormElement);
    if (incomplete) {
      setError(incomplete);
      return;
    }
    setRunning(true);
    setError(undefined);
    try {
      const plan = planId || plans[0]?.id;
      const { data } = await verb.attempt(
        () => api.create<Round>('rounds', { data: { ...values, planId: plan } }),
        'The round is planned',
      );
      void navigate(`/rounds/${data.id}/show`);
    } catch (refusal) {
      setError(refusal);
      setRunning(false);
    }
  };
  return (
    <Page
      title="Plan a round"
      back={{ to: '/rounds', label: 'Rounds' }}
      intro="Nothing happens yet: owners are asked for their words when you open the round."
      width="text"
    >
      <Paper
        variant="outlined"
        component="form"
        noValidate
        onSubmit={(event) => void submit(event)}
        sx={{ p: 3 }}
      >
        <ErrorSummary error={error} />
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          <TextField
            id="field-planId"
            select
            label="Plan"
            value={planId || (plans[0]?.id ?? '')}
            onChange={(event) => setPlanId(event.target.value)}
            error={fieldError(error, 'planId') !== undefined}
            helperText={fieldError(error, 'planId')}
            slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
            required
          >
            {plans.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </TextField>
          <RoundInputs values={values} onChange={setValues} error={error} />
          <Box>
            <Button type="submit" variant="contained" disabled={isRunning}>
              Plan the round
            </Button>
          </Box>
        </Box>
      </Paper>
    </Page>
  );
}
