import { Alert, Box, Button, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import { useNavigate, useParams } from 'react-router';
import type { Round, UpdateDetail, UpdateSummary } from '../api/types.ts';

import { ErrorSummary } from '../components/ErrorSummary.tsx';
import { useVerb } from '../components/useVerb.ts';
import { announce } from '../layout/LiveRegion.tsx';
import { Page } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useApi } from '../providers/useMe.ts';
import { ListingRow, type Row } from './ListingRow.tsx';
import { useListingWordings } from './useListingWordings.ts';
import { useRecord } from '../providers/useRecord.ts';

/** The order, chapters, references and wording in which the round will be printed. */
export default function ListingPage() {
  const { id = '' } = useParams();
  const round = useRecord<Round>('rounds', id);
  const list = useGetList<UpdateSummary>('updates', {
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'position', order: 'ASC' },
    meta: { path: `rounds/${id}/updates` },
  });
  const wordings = useListingWordings(list.data?.map((update) => update.id));
  const updates =
    wordings.data && list.data
      ? { ...list, data: merge(list.data, wordings.data) }
      : { ...list, data: undefined, error: list.error ?? wordings.error };
  return (
    <PageStates query={round} what="the round">
      {(found) => (
        <PageStates query={updates} what="the listing">
          {(rows) => <Editor key={found.version} round={found} initial={rows} />}
        </PageStates>
      )}
    </PageStates>
  );
}

const merge = (updates: UpdateSummary[], details: UpdateDetail[]): Row[] =>
  updates.map(({ id, title, chapter, reference }) => ({
    updateId: id,
    title,
    chapter,
    reference: reference ?? '',
    wording: details.find((detail) => detail.id === id)?.wording ?? '',
  }));

function Editor({ round, initial }: { round: Round; initial: Row[] }) {
  const api = useApi();
  const verb = useVerb();
  const navigate = useNavigate();
  const [rows, setRows] = useState(initial);
  const [error, setError] = useState<unknown>();
  const isChanged = rows !== initial;
  const move = (from: number, to: number) => {
    const row = rows[from];
    if (!row || to < 0 || to >= rows.length) return;
    const next = rows.filter((_, index) => index !== from);
    // A row that moves among the rows of another chapter joins it.
    const neighbour = rows[to]!;
    next.splice(to, 0, { ...row, chapter: neighbour.chapter });
    setRows(next);
    announce(`${row.title}: now ${to + 1} of ${rows.length}, in ${neighbour.chapter}`);
  };
  const save = async () => {
    setError(undefined);
    try {
      await verb.attempt(
        () =>
          api.saveListings(
            round.id,
            round.version,
            rows.map(({ title: _title, reference, ...row }) => ({
              ...row,
              ...(reference.trim() && { reference: reference.trim() }),
            })),
          ),
        'The order is saved',
      );
      void navigate(`/rounds/${round.id}/show`);
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <Page
      title="Order and wording"
      back={{ to: `/rounds/${round.id}/show`, label: round.title }}
      intro="As the edition will print it. Move rows with the buttons, or with Alt and the arrow keys. Approvals are of the texts and stay."
    >
      <ErrorSummary error={error} />
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.map((row, index) => (
          <Box component="li" key={row.updateId}>
            {row.chapter !== rows[index - 1]?.chapter && (
              <Typography variant="h2" sx={{ mt: index === 0 ? 0 : 3, mb: 1 }}>
                {row.chapter}
              </Typography>
            )}
            <ListingRow
              row={row}
              position={index + 1}
              count={rows.length}
              onMove={(to) => move(index, to - 1)}
              onChange={(changed) =>
                setRows(rows.map((other) => (other.updateId === row.updateId ? changed : other)))
              }
            />
          </Box>
        ))}
      </Box>
      <Paper
        variant="outlined"
        sx={{
          position: 'sticky',
          bottom: 12,
          mt: 2,
          p: 1.5,
          display: 'flex',
          gap: 1.5,
          alignItems: 'center',
          flexWrap: 'wrap',
        }}
      >
        <Button variant="contained" disabled={!isChanged} onClick={() => void save()}>
          Save the whole order
        </Button>
        <Button disabled={!isChanged} onClick={() => setRows(initial)}>
          Undo all changes
        </Button>
        {isChanged && (
          <Alert severity="warning" sx={{ py: 0 }}>
            Not saved yet
          </Alert>
        )}
      </Paper>
    </Page>
  );
}
