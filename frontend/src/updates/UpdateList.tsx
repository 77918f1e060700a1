import type { UpdateSummary } from '../api/types.ts';
import {
  ChapterFilter,
  choicesOf,
  OrganisationFilter,
  PersonFilter,
  PlanFilter,
  RoundFilter,
  SearchFilter,
  SelectFilter,
} from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { EmptyState, LoadingState } from '../components/States.tsx';
import { UPDATE_STATE_WORDS } from '../components/words.ts';
import { useMe } from '../providers/useMe.ts';
import { UPDATE_COLUMNS } from './updateColumns.tsx';

const COLUMNS: Column<UpdateSummary>[] = [
  ...UPDATE_COLUMNS,
  { label: 'Round', render: ({ round }) => round.title },
];
const { omitted: _omitted, ...STATES } = UPDATE_STATE_WORDS;

/** Every update that this person may know of, over all rounds. */
export default function UpdateList() {
  const me = useMe();
  if (!me) return <LoadingState what="the updates" />;
  // Whoever reviews, signs or runs rounds has few updates of their own, or none.
  const isDrafting = me.roles.length === 0;
  return (
    <ListPage<UpdateSummary>
      title="Updates"
      intro="What each row says in each round. You see the texts that are yours to see, and of the others the state and the date."
      sort={{ field: 'respondBy', order: 'DESC' }}
      filterDefaultValues={isDrafting ? { mine: true } : undefined}
      filters={
        <>
          <SearchFilter />
          <SelectFilter
            source="mine"
            label="Whose"
            choices={[{ id: 'true', name: 'Mine' }]}
            all="Everyone’s"
          />
          <PlanFilter />
          <RoundFilter />
          <SelectFilter source="state" label="State" choices={choicesOf(STATES)} />
          <ChapterFilter />
          <OrganisationFilter />
          <PersonFilter source="ownerId" label="Owner" />
        </>
      }
      columns={COLUMNS}
      empty={<EmptyState title="No updates yet">They are made when a round opens.</EmptyState>}
    />
  );
}
