import MovedIcon from '@mui/icons-material/EventRepeatOutlined';
import { Box } from '@mui/material';
import type { UpdateSummary } from '../api/types.ts';
import { DateText, ForPerson, PersonName, WorkingDays } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { StateChip, Tag } from '../components/StateChip.tsx';

/** The columns that every table of updates begins with. */
export const UPDATE_COLUMNS: Column<UpdateSummary>[] = [
  { label: 'Ref.', sort: 'position', render: ({ reference }) => reference ?? '–' },
  {
    label: 'Update',
    sort: 'title',
    isHeader: true,
    render: (update) => (
      <>
        <RecordLink to={`/updates/${update.id}`}>
          {update.title}
          {update.correctionNo > 0 && ` (correction ${update.correctionNo})`}
        </RecordLink>
        <ForPerson person={update.forPerson} />
      </>
    ),
  },
  {
    label: 'State',
    sort: 'state',
    render: (update) => (
      <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
        <StateChip state={update.isOmitted ? 'omitted' : update.state} />
        {update.asksStillTrue && <Tag tone="amber" icon={MovedIcon} label="Still true?" />}
      </Box>
    ),
  },
  {
    label: 'Owner',
    sort: 'owner',
    render: ({ owner, state }) => (
      <PersonName person={owner} fallback={state === 'published' ? 'Not recorded' : undefined} />
    ),
  },
  { label: 'Due', sort: 'respondBy', render: (update) => <DueText update={update} /> },
];

const isWaitingForWords = ({ state, isOmitted }: UpdateSummary): boolean =>
  !isOmitted && ['not_started', 'drafting', 'returned', 'in_clearance'].includes(state);

/** The date; how many working days are left only while words are still awaited. */
export function DueText({ update }: { update: UpdateSummary }) {
  return (
    <>
      <DateText value={update.respondBy} />
      {isWaitingForWords(update) && (
        <>
          <br />
          <WorkingDays days={update.workingDaysLeft} />
        </>
      )}
    </>
  );
}
