import { Box, Button, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import type { Plan } from '../api/types.ts';
import { RecordTrail } from '../audit/RecordTrail.tsx';
import { actionOf, ActionButton } from '../components/ActionButton.tsx';
import { DateText } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { EmptyState, QueryStates } from '../components/States.tsx';
import { Page, Section } from '../layout/Page.tsx';
import { useMay } from '../providers/useMe.ts';
import { PlanDialog } from './PlanDialog.tsx';

/** The published action plans with their chapters: each has commitments, rounds and editions. */
export default function PlanList() {
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const query = useGetList<Plan>('plans', { pagination: { page: 1, perPage: 100 } });
  return (
    <Page
      title="Plans"
      intro="Each plan has its own chapters, commitments, people and rounds."
      aside={
        may('plans', 'create') && (
          <Button variant="contained" onClick={() => setAdding(true)}>
            Add a plan
          </Button>
        )
      }
    >
      <QueryStates query={query} what="the plans">
        {(plans) =>
          plans.length === 0 ? (
            <EmptyState title="No plan yet">
              A plan comes first: then its commitments, and the rounds that report on them.
            </EmptyState>
          ) : (
            <>
              {plans.map((plan) => (
                <OnePlan key={plan.id} plan={plan} />
              ))}
            </>
          )
        }
      </QueryStates>
      {isAdding && <PlanDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function OnePlan({ plan }: { plan: Plan }) {
  const [isChanging, setChanging] = useState(false);
  const mayPlan = actionOf(plan, 'plan_round')?.isAllowed;
  const change = actionOf(plan, 'change');
  const filter = encodeURIComponent(JSON.stringify({ planId: plan.id }));
  return (
    <Section
      title={plan.title}
      aside={
        mayPlan && (
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <ActionButton action={change} onAct={() => setChanging(true)} variant="outlined">
              Title and chapters
            </ActionButton>
            <Button component={RouterLink} to={`/rounds/create?planId=${plan.id}`}>
              Plan a round
            </Button>
          </Box>
        )
      }
    >
      <Paper variant="outlined" sx={{ p: 2.5, maxWidth: 900 }}>
        <Typography variant="body2" sx={{ mb: 1.5 }}>
          {plan.publisher.name}
          {plan.publishedOn && (
            <>
              , published <DateText value={plan.publishedOn} />
            </>
          )}{' '}
          · <RecordLink to={`/commitments?filter=${filter}`}>Commitments</RecordLink> ·{' '}
          <RecordLink to={`/rounds?filter=${filter}`}>Rounds</RecordLink> ·{' '}
          <RecordLink to={`/plans/${plan.id}/acronyms`}>Acronyms</RecordLink>
        </Typography>
        <Box component="ol" sx={{ m: 0, pl: 3 }}>
          {plan.chapters.map(({ id, title }) => (
            <li key={id}>{title}</li>
          ))}
        </Box>
      </Paper>
      <RecordTrail filter={{ subjectKind: 'plan', subjectId: plan.id }} />
      {isChanging && <PlanDialog plan={plan} onClose={() => setChanging(false)} />}
    </Section>
  );
}
