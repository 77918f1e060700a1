import { Box } from '@mui/material';
import type { AuditEntry } from '../api/types.ts';
import { HashText, InstantText } from '../components/Facts.tsx';
import { PersonFilter, SearchFilter, SelectFilter } from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { EmptyState } from '../components/States.tsx';
import { sentence } from '../components/words.ts';

const SUBJECT_PATHS: Record<string, (id: string) => string> = {
  update: (id) => `/updates/${id}`,
  round: (id) => `/rounds/${id}/show`,
  commitment: (id) => `/commitments/${id}/show`,
  edition: (id) => `/editions/${id}/show`,
  person: (id) => `/people/${id}`,
};
const SUBJECTS = ['update', 'round', 'edition', 'commitment', 'override', 'person', 'hold', 'plan'];

const COLUMNS: Column<AuditEntry>[] = [
  { label: 'No.', sort: 'seq', align: 'right', render: ({ seq }) => seq },
  {
    label: 'What',
    isHeader: true,
    render: ({ kind }) => sentence(kind.replaceAll('_', ' ').replace('.', ': ')),
  },
  { label: 'When', render: ({ happenedAt }) => <InstantText value={happenedAt} /> },
  {
    label: 'Who',
    render: ({ actor, onBehalfOf }) =>
      `${actor?.name ?? 'The system'}${onBehalfOf ? ` for ${onBehalfOf.name}` : ''}`,
  },
  { label: 'About', render: (entry) => <Subject entry={entry} /> },
  { label: 'Details', render: ({ data }) => <Details data={data} /> },
  {
    label: 'Origin',
    render: ({ origin }) => sentence(origin),
  },
  { label: 'Hash', render: ({ hash }) => <HashText hash={hash} /> },
];

function Subject({ entry }: { entry: AuditEntry }) {
  const path = SUBJECT_PATHS[entry.subjectKind]?.(entry.subjectId);
  const words = sentence(entry.subjectKind.replaceAll('_', ' '));
  return path ? <RecordLink to={path}>{words}</RecordLink> : <>{words}</>;
}

/** Ids, hashes, states and dates: an entry never holds text. */
function Details({ data }: { data: Record<string, unknown> }) {
  const entries = Object.entries(data);
  if (entries.length === 0) return null;
  return (
    <details>
      <summary>{entries.length === 1 ? '1 detail' : `${entries.length} details`}</summary>
      <Box component="pre" sx={{ m: 0, maxWidth: 360, overflowX: 'auto', whiteSpace: 'pre-wrap' }}>
        {entries.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join('\n')}
      </Box>
    </details>
  );
}

export default function AuditEntryList() {
  return (
    <ListPage
      title="Audit trail"
      intro="Everything that was done, newest first. Entries can only be added; each carries the hash of the one before."
      sort={{ field: 'seq', order: 'DESC' }}
      perPage={50}
      filters={
        <>
          <PersonFilter source="actorId" label="Who" />
          <SelectFilter
            source="subjectKind"
            label="About"
            choices={SUBJECTS.map((kind) => ({ id: kind, name: sentence(kind) }))}
          />
          <SearchFilter source="kind" label="Kind, as update.approved" />
          <SearchFilter source="subjectId" label="Record’s id" />
        </>
      }
      columns={COLUMNS}
      empty={<EmptyState title="Nothing has happened yet" />}
    />
  );
}
