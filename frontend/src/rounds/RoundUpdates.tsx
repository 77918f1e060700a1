import { Box, Button, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Round, UpdateSummary } from '../api/types.ts';
import { CsvLink } from '../components/CsvLink.tsx';
import { FetchedList } from '../components/FetchedList.tsx';
import { daysBetween } from '../components/dates.ts';
import { PersonName } from '../components/Facts.tsx';
import {
  ChapterFilter,
  choicesOf,
  FilterBar,
  OrganisationFilter,
  PersonFilter,
  SearchFilter,
  SelectFilter,
} from '../components/Filters.tsx';
import { RecordTable, type Column } from '../components/RecordTable.tsx';
import { EmptyState } from '../components/States.tsx';
import { UPDATE_STATE_WORDS } from '../components/words.ts';
import { useClock } from '../providers/clock.tsx';
import { useMay } from '../providers/useMe.ts';
import { RemindedCell } from '../reminders/LastReminded.tsx';
import { useReminded } from '../reminders/useReminded.ts';
import { UPDATE_COLUMNS } from '../updates/updateColumns.tsx';
import { RowDialog, type RowAsking } from './RowDialog.tsx';

const { omitted: _omitted, ...STATES } = UPDATE_STATE_WORDS;
const YES_NO = [
  { id: 'true', name: 'Yes' },
  { id: 'false', name: 'No' },
];

/** Commitments by state, with owner, age and due date; the control room's table. */
export function RoundUpdates({ round }: { round: Round }) {
  const may = useMay();
  const [asked, setAsked] = useState<{ update: UpdateSummary; asking: RowAsking }>();
  const mayManage = may('rounds', 'edit') && ['open', 'published'].includes(round.state);
  const reminded = useReminded(round.id);
  const lastOf = new Map(reminded?.updates.map((each) => [each.updateId, each]));
  const columns: Column<UpdateSummary>[] = [
    ...UPDATE_COLUMNS,
    { label: 'In this state', sort: 'age', render: (update) => <Age update={update} /> },
    {
      label: 'With',
      render: ({ claimedBy }) => claimedBy && <PersonName person={claimedBy} />,
    },
    ...(round.state === 'open'
      ? [
          {
            label: 'Last reminded',
            render: (update: UpdateSummary) =>
              reminded && <RemindedCell reminded={lastOf.get(update.id)} />,
          },
        ]
      : []),
    ...(mayManage
      ? [
          {
            label: 'Actions',
            render: (update: UpdateSummary) =>
              isOver(update) ? null : (
                <RowMenu update={update} onAsk={(asking) => setAsked({ update, asking })} />
              ),
          },
        ]
      : []),
  ];
  const path = `rounds/${round.id}/updates`;
  return (
    <FetchedList<UpdateSummary>
      resource="updates"
      queryOptions={{ meta: { path } }}
      sort={{ field: 'position', order: 'ASC' }}
      perPage={50}
      storeKey={`round.${round.id}`}
      disableSyncWithLocation
    >
      <FilterBar>
        <SearchFilter />
        <SelectFilter source="state" label="State" choices={choicesOf(STATES)} />
        <ChapterFilter planId={round.plan.id} />
        <OrganisationFilter />
        <PersonFilter source="ownerId" label="Owner" />
        <SelectFilter source="isLate" label="Late" choices={YES_NO} />
        <SelectFilter source="isOmitted" label="Omitted" choices={YES_NO} />
        {round.unconfirmed > 0 && (
          <SelectFilter source="asksStillTrue" label="Waits for “still true”" choices={YES_NO} />
        )}
        <Box>
          <CsvLink path={`/rounds/${round.id}/updates.csv`} />
        </Box>
      </FilterBar>
      <RecordTable
        caption={round.isSummary ? 'Paragraphs of this summary' : 'Updates of this round'}
        columns={columns}
        empty={
          round.isSummary ? (
            <EmptyState title="No paragraphs yet">
              The secretariat makes them, under themes of its own, once the summary is open.
            </EmptyState>
          ) : (
            <EmptyState title="No updates yet">
              They are made when the round opens: one for every row of the last edition, and for
              every commitment that it did not list.
            </EmptyState>
          )
        }
      />
      {asked && <RowDialog {...asked} onClose={() => setAsked(undefined)} />}
    </FetchedList>
  );
}

/** Nothing can be done to such a row any more: to change it, a correction is started. */
const isOver = ({ state }: UpdateSummary): boolean =>
  state === 'published' || state === 'abandoned';

function Age({ update }: { update: UpdateSummary }) {
  const clock = useClock();
  if (!clock) return null;
  const days = daysBetween(update.stateChangedAt, clock.now);
  return <>{days === 0 ? 'today' : days === 1 ? '1 day' : `${days} days`}</>;
}

function RowMenu({ update, onAsk }: { update: UpdateSummary; onAsk: (asking: RowAsking) => void }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const navigate = useNavigate();
  const choose = (act: () => unknown) => () => {
    setAnchor(null);
    act();
  };
  return (
    <>
      <Button
        size="small"
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        aria-label={`Actions for ${update.title}`}
      >
        Actions
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={choose(() => void navigate(`/review/${update.id}`))}>
          Open in review
        </MenuItem>
        {update.asksStillTrue && (
          <MenuItem onClick={choose(() => void navigate(`/updates/${update.id}`))}>
            Answer “still true” for the owner…
          </MenuItem>
        )}
        <MenuItem onClick={choose(() => onAsk('assign'))}>Owner and date…</MenuItem>
        {update.round.isSummary ? (
          <MenuItem onClick={choose(() => void navigate(`/rounds/${update.round.id}/themes`))}>
            Theme, heading and place
          </MenuItem>
        ) : (
          <MenuItem onClick={choose(() => onAsk('edit_listing'))}>Reference and wording…</MenuItem>
        )}
        {update.isOmitted ? (
          <MenuItem onClick={choose(() => onAsk('include'))}>Include again…</MenuItem>
        ) : (
          <MenuItem onClick={choose(() => onAsk('omit'))}>Omit…</MenuItem>
        )}
      </Menu>
    </>
  );
}
