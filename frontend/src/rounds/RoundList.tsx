import { Button } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import type { RoundSummary } from '../api/types.ts';
import { DateText } from '../components/Facts.tsx';
import { choicesOf, PlanFilter, SelectFilter, usePlans } from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { RoundStateChip } from '../components/StateChip.tsx';
import { EmptyState } from '../components/States.tsx';
import { ROUND_STATE_WORDS } from '../components/words.ts';
import { useMay } from '../providers/useMe.ts';
import { SkippedPeriods } from './SkippedPeriods.tsx';

const COLUMNS: Column<RoundSummary>[] = [
  {
    label: 'Round',
    sort: 'title',
    isHeader: true,
    render: ({ id, title }) => <RecordLink to={`/rounds/${id}/show`}>{title}</RecordLink>,
  },
  { label: 'Period', sort: 'periodEnd', render: ({ periodLabel }) => periodLabel },
  { label: 'State', sort: 'state', render: ({ state }) => <RoundStateChip state={state} /> },
  {
    label: 'Drafts due',
    render: ({ dates, isHistoric }) => (isHistoric ? '' : <DateText value={dates.draftsDueOn} />),
  },
  {
    label: 'Publication',
    render: ({ dates }) => dates.publicationOn && <DateText value={dates.publicationOn} />,
  },
];

const PLAN: Column<RoundSummary> = { label: 'Plan', render: ({ plan }) => plan.title };

export default function RoundList() {
  const may = useMay();
  const plans = usePlans();
  const newRound = (
    <Button component={RouterLink} to="/rounds/create" variant="contained">
      Plan a round
    </Button>
  );
  return (
    <ListPage
      title="Rounds"
      intro="Each round is one report on the plan, normally on a financial quarter."
      sort={{ field: 'periodEnd', order: 'DESC' }}
      aside={may('rounds', 'create') && newRound}
      filters={
        <>
          <PlanFilter />
          <SelectFilter source="state" label="State" choices={choicesOf(ROUND_STATE_WORDS)} />
        </>
      }
      below={<SkippedPeriods />}
      columns={plans.length > 1 ? [COLUMNS[0]!, PLAN, ...COLUMNS.slice(1)] : COLUMNS}
      empty={<EmptyState title="No rounds yet">The secretariat plans the first one.</EmptyState>}
    />
  );
}
