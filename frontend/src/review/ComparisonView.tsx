import { Box, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { UpdateDetail } from '../api/types.ts';
import { DiffView } from '../components/DiffView.tsx';
import { HashText, InstantText } from '../components/Facts.tsx';
import { ContentFacts, ContentView } from '../components/RichTextView.tsx';
import { QueryStates } from '../components/States.tsx';
import { useApi } from '../providers/useMe.ts';

/** What changed: since the last edition, since the last submission, or between any two revisions. */
export function ComparisonView({ update }: { update: UpdateDetail }) {
  const api = useApi();
  const latest = update.latestRevision!;
  const [from, setFrom] = useState(update.previous ? 'last_edition' : 'text');
  const [to, setTo] = useState('latest');
  const revisions = useQuery({
    queryKey: ['updates', update.id, 'revisions'],
    queryFn: () => api.getRevisions(update.id),
  });
  const diff = useQuery({
    queryKey: ['diff', update.id, from, to],
    queryFn: () => api.getDiff(update.id, from, to),
    enabled: from !== 'text',
  });
  const older = (revisions.data?.data ?? []).filter(({ id }) => id !== latest.id);
  const select = { select: { native: true }, inputLabel: { shrink: true } };
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 2 }}>
        <TextField
          select
          label="Compare with"
          value={from}
          onChange={(e) => setFrom(e.target.value)}
          slotProps={select}
          sx={{ minWidth: 220 }}
        >
          {update.previous && <option value="last_edition">The last edition</option>}
          {older.length > 0 && <option value="last_submission">The submission before</option>}
          {older.map(({ id, number }) => (
            <option key={id} value={id}>
              Revision {number}
            </option>
          ))}
          <option value="text">Nothing: show the text alone</option>
        </TextField>
        {older.length > 0 && from !== 'text' && (
          <TextField
            select
            label="Show"
            value={to}
            onChange={(e) => setTo(e.target.value)}
            slotProps={select}
            sx={{ minWidth: 180 }}
          >
            <option value="latest">Revision {latest.number} (newest)</option>
            {older.map(({ id, number }) => (
              <option key={id} value={id}>
                Revision {number}
              </option>
            ))}
          </TextField>
        )}
      </Box>
      {from === 'text' ? (
        <ContentView content={latest.content} />
      ) : (
        <QueryStates query={diff} what="what changed">
          {(answer) => (
            <>
              <DiffView answer={answer} />
              {!answer.diff.delivery && to === 'latest' && (
                <ContentFacts content={withoutMilestone(latest.content, answer)} />
              )}
            </>
          )}
        </QueryStates>
      )}
      <Typography variant="body2" sx={{ mt: 3, color: 'text.secondary' }}>
        Revision {latest.number}, <InstantText value={latest.madeAt} />, hash{' '}
        <HashText hash={latest.contentHash} />
      </Typography>
    </>
  );
}

/** The status and milestone are said once: in the difference when they changed, below when not. */
const withoutMilestone = (
  content: NonNullable<UpdateDetail['latestRevision']>['content'],
  answer: { diff: { nextMilestone?: unknown } },
) => (answer.diff.nextMilestone ? { ...content, nextMilestone: undefined } : content);
