import { Button } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import type { UpdateSummary } from '../api/types.ts';
import { DateText, InstantText, PersonName } from '../components/Facts.tsx';
import { ChapterFilter, OrganisationFilter, SearchFilter } from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { EmptyState } from '../components/States.tsx';

const COLUMNS: Column<UpdateSummary>[] = [
  {
    label: 'Update',
    sort: 'title',
    isHeader: true,
    render: ({ id, title, reference }) => (
      <RecordLink to={`/review/${id}`}>{[reference, title].filter(Boolean).join(' ')}</RecordLink>
    ),
  },
  { label: 'Chapter', sort: 'position', render: ({ chapter }) => chapter },
  {
    label: 'Submitted',
    sort: 'submittedAt',
    render: ({ submittedAt }) => submittedAt && <InstantText value={submittedAt} />,
  },
  { label: 'Owner', render: ({ owner }) => <PersonName person={owner} /> },
  {
    label: 'Words were due',
    sort: 'respondBy',
    render: ({ respondBy }) => <DateText value={respondBy} />,
  },
  {
    label: 'With',
    render: ({ claimedBy }) => <PersonName person={claimedBy} fallback="Nobody yet" />,
  },
  {
    label: 'Action',
    render: ({ id, title }) => (
      <Button
        component={RouterLink}
        to={`/review/${id}`}
        variant="outlined"
        size="small"
        aria-label={`Review: ${title}`}
      >
        Review
      </Button>
    ),
  },
];

export default function ReviewQueue() {
  return (
    <ListPage<UpdateSummary>
      resource="updates"
      title="Review queue"
      intro="What waits for you, oldest first. Open one to see what changed; j and k lead to the next and the one before."
      filter={{ awaiting: 'me' }}
      sort={{ field: 'submittedAt', order: 'ASC' }}
      perPage={50}
      filters={
        <>
          <SearchFilter />
          <ChapterFilter />
          <OrganisationFilter />
        </>
      }
      columns={COLUMNS}
      empty={
        <EmptyState title="Nothing waits for your review">
          Submitted updates of your chapters appear here. How the round stands is on Home.
        </EmptyState>
      }
    />
  );
}
