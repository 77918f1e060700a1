import { DELIVERY_WORDS } from '@common/content.ts';
import { CHARACTERISTIC_WORDS } from '@common/protected-characteristics.ts';
import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import type { Commitment } from '../api/types.ts';
import { PersonName } from '../components/Facts.tsx';
import {
  ChapterFilter,
  choicesOf,
  OrganisationFilter,
  PersonFilter,
  PlanFilter,
  SearchFilter,
  SelectFilter,
  usePlans,
} from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { EmptyState } from '../components/States.tsx';
import { useApi, useMay } from '../providers/useMe.ts';
import { ChosenCommitments } from './ChosenCommitments.tsx';
import { StandingTag } from './StandingTag.tsx';
import { AddCommitmentButton } from '../register/AddCommitmentButton.tsx';

const COLUMNS: Column<Commitment>[] = [
  {
    label: 'Commitment',
    sort: 'title',
    isHeader: true,
    render: (commitment) => (
      <>
        <RecordLink to={`/commitments/${commitment.id}/show`}>{commitment.title}</RecordLink>{' '}
        <StandingTag commitment={commitment} />
      </>
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

/** The impact assessment; not every plan has one. */
function useAssessment() {
  const api = useApi();
  const planId = usePlans().find(({ hasAssessment }) => hasAssessment)?.id;
  const { data } = useQuery({
    queryKey: ['plans', planId, 'assessment'],
    queryFn: () => api.getAssessment(planId!),
    enabled: planId !== undefined,
    staleTime: 300_000,
  });
  if (!data || !planId) return undefined;
  const titles = new Map(data.actions.map(({ section, sectionTitle }) => [section, sectionTitle]));
  return {
    planId,
    sections: [...titles].map(([section, title]) => ({
      id: String(section),
      name: `${section}. ${title}`,
    })),
  };
}

/** The register: every commitment of the plan, whatever its printed reference is just now. */
export default function CommitmentList() {
  const assessment = useAssessment();
  const may = useMay();
  return (
    <ListPage
      title="Commitments"
      intro="Every pledge of the plan, with its whole history over the editions."
      aside={
        <>
          {assessment && (
            <Button component={RouterLink} to={`/plans/${assessment.planId}/assessment`}>
              Impact assessment
            </Button>
          )}
          <AddCommitmentButton />
        </>
      }
      sort={{ field: 'position', order: 'ASC' }}
      perPage={50}
      filters={
        <>
          <SearchFilter label="Search title and summary" />
          <PlanFilter />
          <ChapterFilter />
          <OrganisationFilter />
          <PersonFilter source="ownerId" label="Owner" />
          {assessment && (
            <>
              <SelectFilter
                source="assessmentSection"
                label="Impact assessment section"
                choices={assessment.sections}
              />
              <SelectFilter
                source="characteristic"
                label="Bears on (protected characteristic)"
                choices={choicesOf(CHARACTERISTIC_WORDS)}
              />
            </>
          )}
        </>
      }
      columns={COLUMNS}
      choosing={
        may('commitments', 'assign')
          ? { nameOf: ({ title }) => title, acts: <ChosenCommitments /> }
          : undefined
      }
      empty={
        <EmptyState title="The register is empty">
          The secretariat adds commitments when a plan is set up.
        </EmptyState>
      }
    />
  );
}
