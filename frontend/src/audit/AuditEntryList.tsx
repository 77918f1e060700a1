import { Box } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { AuditEntry } from '../api/types.ts';
import { ExportLinks } from './ExportLinks.tsx';
import { EntryWords } from './EntryWords.tsx';
import { HashText, InstantText } from '../components/Facts.tsx';
import {
  DateFilter,
  PersonFilter,
  SearchFilter,
  SelectFilter,
  usePlans,
} from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { EmptyState } from '../components/States.tsx';
import { sentence } from '../components/words.ts';
import { useApi } from '../providers/useMe.ts';

const SUBJECT_PATHS: Record<string, (id: string) => string> = {
  update: (id) => `/updates/${id}`,
  round: (id) => `/rounds/${id}/show`,
  commitment: (id) => `/commitments/${id}/show`,
  edition: (id) => `/editions/${id}/show`,
  person: (id) => `/people/${id}`,
  plan: () => '/plans',
};
const SUBJECTS = [
  ...['update', 'round', 'edition', 'commitment', 'override', 'person', 'organisation', 'hold'],
  ...['plan', 'file', 'installation'],
];
const ORIGINS = [
  { id: 'person', name: 'Done by people' },
  { id: 'system', name: 'Done by the system' },
  { id: 'seed', name: 'Loaded with the demonstration' },
];

const kindWords = (kind: string): string => sentence(kind.replaceAll('_', ' ').replace('.', ': '));

const COLUMNS: Column<AuditEntry>[] = [
  { label: 'No.', sort: 'seq', align: 'right', render: ({ seq }) => seq },
  { label: 'What', isHeader: true, render: (entry) => <EntryWords entry={entry} /> },
  { label: 'About', render: (entry) => <Subject entry={entry} /> },
  { label: 'When', render: ({ happenedAt }) => <InstantText value={happenedAt} /> },
  { label: 'Exactly', render: (entry) => <Details entry={entry} /> },
];

function Subject({ entry }: { entry: AuditEntry }) {
  const path = SUBJECT_PATHS[entry.subjectKind]?.(entry.subjectId);
  const kind = sentence(entry.subjectKind.replaceAll('_', ' '));
  const words = entry.subjectTitle ? `${kind}: ${entry.subjectTitle}` : kind;
  return path ? <RecordLink to={path}>{words}</RecordLink> : <>{words}</>;
}

/** What was recorded to the letter, for those who check: an entry never holds text. */
function Details({ entry }: { entry: AuditEntry }) {
  const facts: [string, string][] = [
    ['kind', entry.kind],
    ['origin', entry.origin],
    ['recorded', entry.recordedAt],
    [entry.subjectKind, entry.subjectId],
    ...Object.entries(entry.data).map(([key, value]): [string, string] => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
    ['previous hash', entry.previousHash],
    ['hash', entry.hash],
  ];
  return (
    <details>
      <summary style={{ whiteSpace: 'nowrap' }}>
        <HashText hash={entry.hash} />
      </summary>
      <Box component="pre" sx={{ m: 0, maxWidth: 360, overflowX: 'auto', whiteSpace: 'pre-wrap' }}>
        {facts.map(([label, value]) => `${label}: ${value}`).join('\n')}
      </Box>
    </details>
  );
}

export default function AuditEntryList() {
  const plans = usePlans();
  return (
    <ListPage
      isExported={false}
      title="Audit trail"
      intro="Everything that was done, newest first. Entries can only be added; each carries the hash of the one before. People are named as they were then."
      sort={{ field: 'seq', order: 'DESC' }}
      perPage={50}
      filters={
        <>
          <PersonFilter source="actorId" label="Who" />
          <PersonFilter source="onBehalfOfId" label="On behalf of" />
          <KindFilter />
          <SelectFilter
            source="subjectKind"
            label="About"
            choices={SUBJECTS.map((kind) => ({ id: kind, name: sentence(kind) }))}
          />
          <SearchFilter source="subjectId" label="Record’s id" />
          <SelectFilter
            source="planId"
            label="Plan"
            choices={plans.map(({ id, title }) => ({ id, name: title }))}
          />
          <DateFilter source="from" label="From" />
          <DateFilter source="to" label="To, inclusive" />
          <SelectFilter source="origin" label="Origin" choices={ORIGINS} />
          <ExportLinks />
        </>
      }
      columns={COLUMNS}
      empty={<EmptyState title="Nothing has happened yet" />}
    />
  );
}

function KindFilter() {
  const api = useApi();
  const { data = [] } = useQuery({
    queryKey: ['audit-kinds'],
    queryFn: () => api.getAuditKinds(),
    staleTime: Infinity,
  });
  return (
    <SelectFilter
      source="kind"
      label="Kind"
      choices={data.map((kind) => ({ id: kind, name: kindWords(kind) }))}
    />
  );
}
