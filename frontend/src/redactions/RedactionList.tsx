import { Box } from '@mui/material';
import type { Redaction } from '../api/types.ts';
import { InstantText, PersonName } from '../components/Facts.tsx';
import { SelectFilter } from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
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
  {
    label: 'Asked by',
    sort: 'askedAt',
    render: ({ askedBy, askedOnBehalfOf, askedAt }) => (
      <>
        <PersonName person={askedBy} onBehalfOf={askedOnBehalfOf} />,{' '}
        <InstantText value={askedAt} />
      </>
    ),
  },
  { label: 'Decision', render: (redaction) => <DecideRedaction redaction={redaction} /> },
];

/** Words and files that must not be kept: asked for by one person, confirmed or refused by another. */
export default function RedactionList() {
  return (
    <ListPage
      title="Redactions"
      intro="Words and files that must not be kept, taken out everywhere by two people together. To ask for one, open the update that holds them."
      sort={{ field: 'askedAt', order: 'DESC' }}
      filters={
        <SelectFilter
          source="state"
          label="State"
          choices={[
            { id: 'asked', name: 'Waiting for a second person' },
            { id: 'confirmed', name: 'Confirmed' },
            { id: 'refused', name: 'Refused' },
          ]}
        />
      }
      columns={COLUMNS}
      empty={<EmptyState title="No redactions">Nothing has been taken out.</EmptyState>}
    />
  );
}
