import { Box } from '@mui/material';
import type { Redaction } from '../api/types.ts';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { ASKED_BY, AskedStateFilter } from '../components/SecondPerson.tsx';
import { EmptyState } from '../components/States.tsx';
import { DecideRedaction } from './DecideRedaction.tsx';

const COLUMNS: Column<Redaction>[] = [
  {
    label: 'Found in',
    isHeader: true,
    render: ({ update, fileSha256 }) => (
      <>
        <RecordLink to={`/updates/${update.id}`}>{update.title}</RecordLink>
        {fileSha256 && ' (a file)'}
      </>
    ),
  },
  { label: 'Why', render: ({ reason }) => <Box sx={{ maxWidth: '48ch' }}>{reason}</Box> },
  ASKED_BY,
  { label: 'Decision', render: (redaction) => <DecideRedaction redaction={redaction} /> },
];

/** Words and files that must not be kept: asked for by one person, confirmed or refused by another. */
export default function RedactionList() {
  return (
    <ListPage
      title="Redactions"
      intro="Words and files that must not be kept, taken out everywhere by two people together. To ask for one, open the update that holds them."
      sort={{ field: 'askedAt', order: 'DESC' }}
      filters={<AskedStateFilter />}
      columns={COLUMNS}
      empty={<EmptyState title="No redactions">Nothing has been taken out.</EmptyState>}
    />
  );
}
