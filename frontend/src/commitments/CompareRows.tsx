import { Alert, Box, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { CommitmentDetail, CommitmentDiff } from '../api/types.ts';
import { Segment } from '../components/DiffBlock.tsx';
import { DiffView } from '../components/DiffView.tsx';
import { QueryStates } from '../components/States.tsx';
import { TextChoice, type Choice } from '../components/TextChoice.tsx';
import { useApi } from '../providers/useMe.ts';

interface RowChoice extends Choice {
  isSummary: boolean;
}

/** Everything that can be compared, oldest first: the rows of the editions, and the open round's text. */
function choicesOf({ life, history, currentUpdate }: CommitmentDetail): RowChoice[] {
  const rows = new Map(history.map((row) => [row.updateId, row]));
  const printed = life.flatMap((edition) =>
    edition.rows.flatMap(({ updateId: id }): RowChoice[] => {
      const row = rows.get(id);
      const place = row && (row.reference ?? (row.isSummary ? row.title : undefined));
      const name = place ? `${edition.title}, ${place}` : edition.title;
      return row?.content ? [{ id, name, isSummary: row.isSummary }] : [];
    }),
  );
  const present = currentUpdate?.hasText
    ? [
        {
          id: currentUpdate.id,
          name: `${currentUpdate.round.title} (not published)`,
          isSummary: false,
        },
      ]
    : [];
  const draft = currentUpdate?.hasDraft
    ? [
        {
          id: `draft.${currentUpdate.id}`,
          name: `${currentUpdate.round.title} (the draft)`,
          isSummary: false,
        },
      ]
    : [];
  return [...printed, ...present, ...draft];
}

/** Any two texts about the commitment, word by word. The choice stands in the address. */
export function CompareRows({
  commitment,
  revisions,
}: {
  commitment: CommitmentDetail;
  revisions: Choice[];
}) {
  const api = useApi();
  const [parameters, setParameters] = useSearchParams();
  const rows = choicesOf(commitment);
  const choices: Choice[] = [...rows, ...revisions];
  const chosen = (name: 'from' | 'to', otherwise: Choice | undefined): string =>
    choices.find(({ id }) => id === parameters.get(name))?.id ?? otherwise?.id ?? '';
  const tables = rows.filter(({ isSummary }) => !isSummary);
  const usual = tables.length > 1 ? tables : choices;
  const from = chosen('from', usual.at(-2));
  const to = chosen('to', usual.at(-1));
  const diff = useQuery({
    queryKey: ['commitments', commitment.id, 'diff', from, to],
    queryFn: () => api.getCommitmentDiff(commitment.id, from, to),
    enabled: from !== '' && from !== to,
  });
  if (choices.length < 2) return <p>There is only one text about it so far.</p>;
  const choose = (name: 'from' | 'to', id: string) =>
    setParameters({ from, to, [name]: id }, { replace: true, preventScrollReset: true });
  return (
    <Paper variant="outlined" sx={{ p: 2.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 2 }}>
        <TextChoice
          label="From"
          value={from}
          choices={choices}
          onChange={(id) => choose('from', id)}
        />
        <TextChoice label="To" value={to} choices={choices} onChange={(id) => choose('to', id)} />
      </Box>
      {from === to ? (
        <Alert severity="info">Choose two different texts.</Alert>
      ) : (
        <QueryStates query={diff} what="what changed">
          {(answer) => (
            <>
              <WordingChange answer={answer} />
              <Typography variant="h3" sx={{ mb: 1 }}>
                What it says
              </Typography>
              <DiffView answer={answer} />
            </>
          )}
        </QueryStates>
      )}
    </Paper>
  );
}

function WordingChange({ answer: { wording } }: { answer: CommitmentDiff }) {
  return (
    <Box sx={{ mb: 2.5, maxWidth: '72ch' }}>
      <Typography variant="h3" sx={{ mb: 1 }}>
        The commitment as printed
      </Typography>
      {!wording && (
        <p>No wording was printed in at least one of them, so there is none to compare.</p>
      )}
      {wording?.isEqual && <p>The same words in both.</p>}
      <p>
        {wording?.segments.map((segment, index) => (
          <Segment key={index} segment={{ ...segment, marks: [] }} />
        ))}
      </p>
    </Box>
  );
}
