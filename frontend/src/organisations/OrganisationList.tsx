import { Button } from '@mui/material';
import { useState } from 'react';
import { TrailLink, useReadsAllPlans } from '../audit/TrailLink.tsx';
import type { Organisation } from '../api/types.ts';
import { SearchFilter } from '../components/Filters.tsx';
import { otherNameWords } from '../commitments/lifeWords.ts';
import { ListPage } from '../components/ListPage.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { EmptyState } from '../components/States.tsx';
import { useMay } from '../providers/useMe.ts';
import { OrganisationDialog } from './OrganisationDialog.tsx';

export default function OrganisationList() {
  const may = useMay();
  const mayManage = may('organisations', 'edit');
  const readsAllPlans = useReadsAllPlans();
  const [editing, setEditing] = useState<Organisation | 'new'>();
  const columns: Column<Organisation>[] = [
    { label: 'Name', sort: 'name', isHeader: true, render: ({ name }) => name },
    {
      label: 'Other names',
      render: ({ otherNames }) =>
        otherNames.map((other) => <div key={otherNameWords(other)}>{otherNameWords(other)}</div>),
    },
    { label: 'Short name', sort: 'shortName', render: ({ shortName }) => shortName },
    {
      label: 'Clearance before submission',
      render: ({ isClearanceRequired }) => (isClearanceRequired ? 'Asked for' : 'Not asked for'),
    },
    ...(readsAllPlans
      ? [
          {
            label: 'Audit trail',
            render: ({ id, name }: Organisation) => (
              <TrailLink filter={{ subjectKind: 'organisation', subjectId: id }} of={name} />
            ),
          },
        ]
      : []),
    ...(mayManage
      ? [
          {
            label: 'Actions',
            render: (organisation: Organisation) => (
              <Button
                size="small"
                onClick={() => setEditing(organisation)}
                aria-label={`Change ${organisation.name}`}
              >
                Change
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <ListPage
        title="Organisations"
        intro="The bodies that lead on commitments and employ their owners."
        sort={{ field: 'name', order: 'ASC' }}
        aside={
          mayManage && (
            <Button variant="contained" onClick={() => setEditing('new')}>
              Add an organisation
            </Button>
          )
        }
        filters={<SearchFilter />}
        columns={columns}
        empty={<EmptyState title="No organisations yet">Add the first one above.</EmptyState>}
      />
      {editing && (
        <OrganisationDialog
          organisation={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}
