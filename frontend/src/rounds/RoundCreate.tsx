import { Alert, Box, Button, Paper, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useGetList } from 'react-admin';
import { useNavigate, useSearchParams } from 'react-router';
import type { NextRound, Plan, Round } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { ErrorSummary, fieldError } from '../components/ErrorSummary.tsx';
import { ReasonDialog } from '../components/FormDialog.tsx';
import { formProblem } from '../components/formProblems.ts';
import { EmptyState, QueryStates } from '../components/States.tsx';
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

/** The next round, proposed on the pattern of the last; or skipped, with a reason. */
export default function RoundCreate() {
  const api = useApi();
  const [parameters, setParameters] = useSearchParams();
  const plans = useGetList<Plan>('plans', { pagination: { page: 1, perPage: 100 } });
  const theirs = (plans.data ?? []).filter((plan) => isAllowed(plan, 'plan_round'));
  const plan = theirs.find(({ id }) => id === parameters.get('planId')) ?? theirs[0];
  const proposal = useQuery({
    queryKey: ['plans', plan?.id, 'next-round'],
    queryFn: () => api.proposeRound(plan!.id),
    enabled: plan !== undefined,
  });
  return (
    <Page
      title="Plan a round"
      back={{ to: '/rounds', label: 'Rounds' }}
      intro="Nothing happens yet: owners are asked for their words when you open the round."
      width="text"
    >
      <QueryStates query={plans} what="your plans">
        {() =>
          plan ? (
            <>
              {theirs.length > 1 && (
                <TextField
                  select
                  label="Plan"
                  value={plan.id}
                  onChange={(event) => setParameters({ planId: event.target.value })}
                  slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
                  fullWidth
                  sx={{ mb: 2.5 }}
                >
                  {theirs.map(({ id, title }) => (
                    <option key={id} value={id}>
                      {title}
                    </option>
                  ))}
                </TextField>
              )}
              <QueryStates query={proposal} what="the proposal">
                {(next) => (
                  <RoundForm
                    key={`${plan.id} ${next.proposal?.periodStart}`}
                    plan={plan}
                    next={next}
                  />
                )}
              </QueryStates>
            </>
          ) : (
            <EmptyState title="You cannot plan a round">
              Rounds are run by the secretariat of their plan.
            </EmptyState>
          )
        }
      </QueryStates>
    </Page>
  );
}

function RoundForm({ plan, next }: { plan: Plan; next: NextRound }) {
  const api = useApi();
  const verb = useVerb();
  const navigate = useNavigate();
  const [values, setValues] = useState<RoundValues>({ ...EMPTY, ...next.proposal });
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
      const { data } = await verb.attempt(
        () => api.create<Round>('rounds', { data: { ...values, planId: plan.id } }),
        'The round is planned',
      );
      void navigate(`/rounds/${data.id}/show`);
    } catch (refusal) {
      setError(refusal);
      setRunning(false);
    }
  };
  return (
    <>
      <Proposed plan={plan} next={next} />
      <Paper
        variant="outlined"
        component="form"
        noValidate
        onSubmit={(event) => void submit(event)}
        sx={{ p: 3 }}
      >
        <ErrorSummary error={error} />
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          {fieldError(error, 'planId') && (
            <Alert severity="error">{fieldError(error, 'planId')}</Alert>
          )}
          <RoundInputs values={values} onChange={setValues} error={error} />
          <Box>
            <Button type="submit" variant="contained" disabled={isRunning}>
              Plan the round
            </Button>
          </Box>
        </Box>
      </Paper>
    </>
  );
}

/** Where the values come from, and the way to say that this period has no round. */
function Proposed({ plan, next }: { plan: Plan; next: NextRound }) {
  const api = useApi();
  const verb = useVerb();
  const [isSkipping, setSkipping] = useState(false);
  const { proposal, pattern, follows } = next;
  if (!proposal?.periodStart || !proposal.periodEnd) return null;
  const period = { periodStart: proposal.periodStart, periodEnd: proposal.periodEnd };
  return (
    <Box sx={{ mb: 2.5 }}>
      <Typography>
        {proposal.periodLabel} follows {follows}.{' '}
        {pattern
          ? `The dates are as many working days from the end of the period as in ${pattern}; change what should differ.`
          : 'Set its dates; the rounds after it are then proposed on their pattern.'}
      </Typography>
      <Button onClick={() => setSkipping(true)} sx={{ mt: 1 }}>
        Skip this period
      </Button>
      {isSkipping && (
        <ReasonDialog
          title={`Skip ${proposal.periodLabel}?`}
          confirmWords="Skip it"
          label="Why this period has no round"
          hint="Shown in the list of rounds, and printed in the next edition, which covers this period too."
          onConfirm={(reason) =>
            verb.attempt(() => api.skipPeriod(plan.id, period, reason), 'Skipped')
          }
          onClose={() => setSkipping(false)}
        >
          <Typography>
            The next round then follows on from there. You can undo this while no later round
            exists.
          </Typography>
        </ReasonDialog>
      )}
    </Box>
  );
}
