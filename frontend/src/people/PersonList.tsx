import ActiveIcon from '@mui/icons-material/CheckCircleOutlined';
import InactiveIcon from '@mui/icons-material/BlockOutlined';
import { Button } from '@mui/material';
import { useState } from 'react';
import type { Person } from '../api/types.ts';
import {
  choicesOf,
  OrganisationFilter,
  SearchFilter,
  SelectFilter,
} from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { Tag } from '../components/StateChip.tsx';
import { EmptyState } from '../components/States.tsx';
import { ROLE_WORDS } from '../components/words.ts';
import { useMay } from '../providers/useMe.ts';
import { PersonDialog } from './PersonDialog.tsx';

const COLUMNS: Column<Person>[] = [
  {
    label: 'Name',
    sort: 'name',
    isHeader: true,
    render: ({ id, name }) => <RecordLink to={`/people/${id}`}>{name}</RecordLink>,
  },
  { label: 'Organisation', sort: 'organisation', render: (p) => p.organisation.shortName },
  { label: 'Email', sort: 'email', render: ({ email }) => email },
  {
    label: 'Roles',
    render: ({ roles }) =>
      roles.map((role) => ROLE_WORDS[role]).join(', ') || 'Owner or contributor',
  },
  { label: 'Account', render: ({ isActive }) => <ActiveTag isActive={isActive} /> },
];

const WORK: Column<Person> = {
  label: 'Work',
  render: ({ id, name }) => (
    <RecordLink to={`/people/${id}/reassign`} aria-label={`Reassign the work of ${name}`}>
      Reassign
    </RecordLink>
  ),
};

export const ActiveTag = ({ isActive }: { isActive: boolean }) =>
  isActive ? (
    <Tag tone="green" icon={ActiveIcon} label="Active" />
  ) : (
    <Tag tone="grey" icon={InactiveIcon} label="Deactivated" />
  );

export default function PersonList() {
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <ListPage
        title="People"
        intro="Everyone with an account, and what they may do. Owners need no role: they own commitments."
        sort={{ field: 'name', order: 'ASC' }}
        perPage={50}
        aside={
          may('people', 'create') && (
            <Button variant="contained" onClick={() => setAdding(true)}>
              Add a person
            </Button>
          )
        }
        filters={
          <>
            <SearchFilter label="Search name or email" />
            <OrganisationFilter />
            <SelectFilter source="role" label="Role" choices={choicesOf(ROLE_WORDS)} />
            <SelectFilter
              source="isActive"
              label="Account"
              choices={[
                { id: 'true', name: 'Active' },
                { id: 'false', name: 'Deactivated' },
              ]}
            />
          </>
        }
        columns={may('people', 'reassign') ? [...COLUMNS, WORK] : COLUMNS}
        empty={<EmptyState title="Nobody has an account yet" />}
      />
      {isAdding && <PersonDialog onClose={() => setAdding(false)} />}
    </>
  );
}
