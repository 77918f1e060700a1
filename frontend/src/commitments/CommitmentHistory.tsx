import { Box, Button, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { CommitmentDetail, TimelinePoint } from '../api/types.ts';
import { EmptyState, ErrorState, LoadingState } from '../components/States.tsx';
import { Section } from '../layout/Page.tsx';
import { CompareRows } from './CompareRows.tsx';
import { TimelineList } from './TimelineList.tsx';
import { KIND_WORDS, revisionName } from './timelineWords.ts';
import { useRevisions, useTimeline } from './useTimeline.ts';

/** All that happened to a commitment, newest first, and any two of its texts compared. */
export function CommitmentHistory({ commitment }: { commitment: CommitmentDetail }) {
  const [, setParameters] = useSearchParams();
  const [kind, setKind] = useState('');
  const [chosen, setChosen] = useState<TimelinePoint[]>([]);
  const timeline = useTimeline(commitment.id, kind);
  const { points } = timeline;
  const compare = (from: TimelinePoint, to: TimelinePoint) => {
    setParameters(
      (known) => {
        known.set('from', from.id);
        known.set('to', to.id);
        return known;
      },
      { replace: true, preventScrollReset: true },
    );
    document.getElementById('compare')?.scrollIntoView();
  };
  const choose = (point: TimelinePoint) =>
    setChosen((known) =>
      known.includes(point) ? known.filter((each) => each !== point) : [...known, point].slice(-2),
    );
  const inOrder = points.filter((point) => chosen.includes(point)).reverse();
  const written = useRevisions(commitment.id);
  const revisions = (written.data ?? []).map((point) => ({
    id: point.id,
    name: revisionName(point),
  }));
  return (
    <>
      {(commitment.history.length > 0 || revisions.length > 0) && (
        <Section title="Compare two texts" id="compare">
          {written.isPending ? (
            <LoadingState what="the texts" />
          ) : (
            <CompareRows commitment={commitment} revisions={revisions} />
          )}
        </Section>
      )}
      <Section title="History" id="history">
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'end', mb: 2 }}>
          <TextField
            select
            label="Show"
            value={kind}
            onChange={(event) => setKind(event.target.value)}
            slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
            sx={{ minWidth: 220 }}
          >
            <option value="">Everything</option>
            {Object.entries(KIND_WORDS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </TextField>
          <Button
            variant="outlined"
            disabled={inOrder.length < 2}
            onClick={() => compare(inOrder[0]!, inOrder[1]!)}
          >
            Compare the two chosen
          </Button>
          <Typography variant="body2" role="status" sx={{ color: 'text.secondary', pb: 1 }}>
            {chosen.length === 0
              ? 'Choose two texts to compare them.'
              : `${chosen.length === 1 ? '1 text' : '2 texts'} chosen.`}
          </Typography>
        </Box>
        {timeline.error !== null && (
          <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
        )}
        {timeline.isPending && <LoadingState what="the history" />}
        {!timeline.isPending && points.length === 0 && (
          <EmptyState title={kind ? 'Nothing of this kind' : 'Nothing has happened yet'}>
            What is written, decided and published about it appears here, as far as it is yours to
            read.
          </EmptyState>
        )}
        <TimelineList
          commitment={commitment}
          points={points}
          chosen={chosen}
          onChoose={choose}
          onCompare={compare}
        />
        {timeline.hasNextPage && (
          <Button
            variant="outlined"
            disabled={timeline.isFetchingNextPage}
            onClick={() => void timeline.fetchNextPage()}
          >
            Show what was before ({timeline.total - points.length} more)
          </Button>
        )}
      </Section>
    </>
  );
}
