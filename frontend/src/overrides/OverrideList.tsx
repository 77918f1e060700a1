import { Box } from '@mui/material';
import type { Override } from '../api/types.ts';
import { InstantText, PersonName } from '../components/Facts.tsx';
import { PlanFilter, SelectFilter } from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { EmptyState } from '../components/States.tsx';
import { OVERRIDE_WORDS } from '@common/overrides.ts';
import { ConfirmOverride } from './ConfirmOverride.tsx';

const subjectPath = ({ subject }: Override): string | undefined =>
  subject.kind === 'hold'
    ? undefined
    : subject.kind === 'round'
      ? `/rounds/${subject.id}/show`
      : `/updates/${subject.id}`;

const COLUMNS: Column<Override>[] = [
  {
    label: 'What',
    isHeader: true,
    render: (override) => (
      <>
        {OVERRIDE_WORDS[override.kind]}: <Subject override={override} />
      </>
    ),
  },
  { label: 'Why', render: ({ reason }) => <Box sx={{ maxWidth: '48ch' }}>{reason}</Box> },
  {
    label: 'Made by',
    sort: 'madeAt',
    render: ({ madeBy, madeOnBehalfOf, madeAt }) => (
      <>
        <PersonName person={madeBy} onBehalfOf={madeOnBehalfOf} />, <InstantText value={madeAt} />
      </>
    ),
  },
  { label: 'Confirmed', render: (override) => <ConfirmOverride override={override} /> },
];

/** A hold has no page of its own: it stands on the pages of its rounds. */
function Subject({ override }: { override: Override }) {
  const path = subjectPath(override);
  const { title } = override.subject;
  return path ? <RecordLink to={path}>{title}</RecordLink> : <>{title}</>;
}

/** Every exception from the rules: with its reason, and shown until someone else has confirmed it. */
export default function OverrideList() {
  return (
    <ListPage
      title="Overrides"
      intro="Exceptions from the rules. Each has a reason and is shown until someone other than its maker has confirmed it."
      sort={{ field: 'madeAt', order: 'DESC' }}
      filterDefaultValues={{ isOpen: true }}
      filters={
        <>
          <SelectFilter
            source="isOpen"
            label="Standing"
            choices={[
              { id: 'true', name: 'Waiting for confirmation' },
              { id: 'false', name: 'Confirmed or ended' },
            ]}
          />
          <PlanFilter />
        </>
      }
      columns={COLUMNS}
      empty={<EmptyState title="No overrides">Nothing has been done outside the rules.</EmptyState>}
    />
  );
}
