import { Box, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import type { AuditEntry } from '../api/types.ts';
import { HashText, InstantText } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { QueryStates } from '../components/States.tsx';
import { useMay } from '../providers/useMe.ts';
import { EntryWords } from './EntryWords.tsx';

const MOST = 20;

/** What the audit trail says about one record, for those who may read the trail. */
export function RecordTrail(props: { filter: Record<string, string> }) {
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may('audit-entries', 'list')) return null;
  return (
    <Box
      component="details"
      sx={{ mb: 4, mt: 3 }}
      onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}
    >
      <Typography component="summary" variant="h2" sx={{ cursor: 'pointer', mb: 1 }}>
        Record
      </Typography>
      {isOpen && <Entries filter={props.filter} />}
    </Box>
  );
}

function Entries({ filter }: { filter: Record<string, string> }) {
  const query = useGetList<AuditEntry>('audit-entries', {
    pagination: { page: 1, perPage: MOST },
    sort: { field: 'seq', order: 'DESC' },
    filter,
  });
  const address = `/audit-entries?filter=${encodeURIComponent(JSON.stringify(filter))}`;
  return (
    <QueryStates query={query} what="the record">
      {(entries) => (
        <>
          {entries.length === 0 && (
            <Typography sx={{ color: 'text.secondary' }}>
              The audit trail has nothing about it that is yours to read.
            </Typography>
          )}
          <Box component="ol" reversed sx={{ listStyle: 'none', m: 0, p: 0, maxWidth: '95ch' }}>
            {entries.map((entry) => (
              <Box
                component="li"
                key={entry.seq}
                sx={{ mb: 1.25, pl: 1.5, borderLeft: 3, borderColor: 'divider' }}
              >
                <Typography variant="body2">
                  <EntryWords entry={entry} />
                </Typography>
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  <InstantText value={entry.happenedAt} />, entry {entry.seq},{' '}
                  <HashText hash={entry.hash} />
                </Typography>
              </Box>
            ))}
          </Box>
          {entries.length > 0 && (
            <RecordLink to={address}>
              {(query.total ?? 0) > entries.length
                ? `All ${query.total} entries in the audit trail`
                : 'The same in the audit trail'}
            </RecordLink>
          )}
        </>
      )}
    </QueryStates>
  );
}
