import { DELIVERY_WORDS } from '@common/content.ts';
import type { Commitment } from '../api/types.ts';
import { PersonName } from '../components/Facts.tsx';
import {
  ChapterFilter,
  OrganisationFilter,
  PersonFilter,
  SearchFilter,
} from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { EmptyState } from '../components/States.tsx';
import { AddCommitmentButton } from '../register/AddCommitmentButton.tsx';

const COLUMNS: Column<Commitment>[] = [
  {
    label: 'Commitment',
    sort: 'title',
    isHeader: true,
    render: (commitment) => (
      <RecordLink to={`/commitments/${commitment.id}/show`}>{commitment.title}</RecordLink>
    ),
  },
  { label: 'Last reference', render: ({ latest }) => latest?.reference ?? '' },
  { label: 'Chapter', sort: 'position', render: ({ chapter }) => chapter.title },
  { label: 'Leads', sort: 'organisation', render: (c) => c.leadOrganisation.shortName },
  { label: 'Owner', sort: 'owner', render: ({ owner }) => <PersonName person={owner} /> },
  {
    label: 'Delivery, as last published',
    render: ({ latest }) =>
      latest?.delivery ? DELIVERY_WORDS[latest.delivery] : 'Not yet reported',
  },
];

/** The register: every commitment of the plan, whatever its printed reference is just now. */
export default function CommitmentList() {
  return (
    <ListPage
      title="Commitments"
      intro="Every pledge of the plan, with its whole history over the editions."
      aside={<AddCommitmentButton />}
      sort={{ field: 'position', order: 'ASC' }}
      perPage={50}
      filters={
        <>
          <SearchFilter label="Search title and summary" />
          <ChapterFilter />
          <OrganisationFilter />
          <PersonFilter source="ownerId" label="Owner" />
        </>
      }
      columns={COLUMNS}
      empty={
        <EmptyState title="The register is empty">
          The secretariat adds commitments when a plan is set up.
        </EmptyState>
      }
    />
  );
}
