import { Alert, Box, Button, Paper } from '@mui/material';
import { useState, type FormEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Round } from '../api/types.ts';
import { actionOf, refusalWords } from '../components/ActionButton.tsx';
import { ErrorSummary } from '../components/ErrorSummary.tsx';
import { formProblem } from '../components/formProblems.ts';
import { LoadingState } from '../components/States.tsx';
import { londonFields } from '../components/dates.ts';
import { useVerb } from '../components/useVerb.ts';
import { Page } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useClock } from '../providers/clock.tsx';
import { useApi } from '../providers/useMe.ts';
import { useRecord } from '../providers/useRecord.ts';
import { RoundInputs, type RoundValues } from '../rounds/RoundInputs.tsx';

/** Plans the stakeholder summary of a round: its title and dates, proposed from the round's. */
export default function SummaryCreate() {
  const { id = '' } = useParams();
  const query = useRecord<Round>('rounds', id);
  return (
    <PageStates query={query} what="the round">
      {(round) => (
        <Page
          title="Plan a stakeholder summary"
          back={{ to: `/rounds/${round.id}/show`, label: round.title }}
          intro={`A narrative on ${round.periodLabel}, under themes that you choose. It is drafted, approved, signed and published on its own, beside the full table.`}
          width="text"
        >
          <Planned round={round} />
        </Page>
      )}
    </PageStates>
  );
}

function Planned({ round }: { round: Round }) {
  const clock = useClock();
  const action = actionOf(round, 'plan_summary');
  if (!action?.isAllowed) return <Alert severity="info">{refusalWords(action)}</Alert>;
  if (!clock) return <LoadingState what="the date" />;
  return <SummaryForm round={round} today={londonFields(clock.now).date} />;
}

function SummaryForm({ round, today }: { round: Round; today: string }) {
  const api = useApi();
  const verb = useVerb();
  const navigate = useNavigate();
  const [values, setValues] = useState(() => proposedFor(round, today));
  const [error, setError] = useState<unknown>();
  const [isRunning, setRunning] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const incomplete = formProblem(event.currentTarget as HTMLFormElement);
    if (incomplete) return setError(incomplete);
    setRunning(true);
    setError(undefined);
    const { periodLabel: _, periodStart: __, periodEnd: ___, ...own } = values;
    try {
      const { id } = await verb.attempt(
        () => api.planSummary(round.id, own),
        'The summary is planned',
      );
      void navigate(`/rounds/${id}/show`);
    } catch (refusal) {
      setError(refusal);
      setRunning(false);
    }
  };
  return (
    <Paper
      variant="outlined"
      component="form"
      noValidate
      onSubmit={(event) => void submit(event)}
      sx={{ p: 3 }}
    >
      <ErrorSummary error={error} />
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        <RoundInputs values={values} onChange={setValues} error={error} isSummary />
        <Box>
          <Button type="submit" variant="contained" disabled={isRunning}>
            Plan the summary
          </Button>
        </Box>
      </Box>
    </Paper>
  );
}

/** A title that says what it is, and the dates of the round, as far as they are still to come. */
function proposedFor(round: Round, today: string): RoundValues {
  const { title, slug, periodLabel, periodStart, periodEnd, asAt, dates } = round;
  const toCome = Object.entries(dates).map(([name, date]) => [name, date < today ? today : date]);
  return {
    title: `${title.replace(/ update$/u, '')}: stakeholder summary`,
    slug: `${slug}-summary`,
    ...{ periodLabel, periodStart, periodEnd, asAt },
    ...(Object.fromEntries(toCome) as Round['dates']),
  };
}
