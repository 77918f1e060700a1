import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { Threads } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { QueryStates } from '../components/States.tsx';
import { Composer } from './Composer.tsx';
import { readsThreads, useComments } from './CommentsProvider.tsx';
import { ExpertLinks } from '../experts/ExpertLinks.tsx';
import { ThreadCard } from './ThreadCard.tsx';

/** What was said of the text, in its order. */
export function CommentsPanel() {
  const { query, update } = useComments();
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        Comments
      </Typography>
      {readsThreads(update) ? (
        <QueryStates query={query} what="the comments">
          {(threads) => (
            <>
              <Panel threads={threads} />
              {isAllowed(threads, 'ask_expert') && <ExpertLinks update={update} />}
            </>
          )}
        </QueryStates>
      ) : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Comments are read by those who may read the text before it is published.
        </Typography>
      )}
    </>
  );
}

function Panel({ threads }: { threads: Threads }) {
  const [showsResolved, setShowsResolved] = useState(false);
  const open = threads.data.filter(({ isResolved }) => !isResolved);
  const resolved = threads.data.filter(({ isResolved }) => isResolved);
  return (
    <>
      <Composer threads={threads} />
      {open.length > 0 ? (
        <Box component="ol" aria-label="Open comments" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {open.map((thread) => (
            <ThreadCard key={thread.id} thread={thread} />
          ))}
        </Box>
      ) : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {resolved.length > 0 ? 'All comments are resolved.' : 'No comments yet.'}
        </Typography>
      )}
      {resolved.length > 0 && (
        <>
          <Button
            size="small"
            aria-expanded={showsResolved}
            onClick={() => setShowsResolved(!showsResolved)}
          >
            {showsResolved ? 'Hide' : 'Show'} {resolved.length} resolved
          </Button>
          {showsResolved && (
            <Box
              component="ol"
              aria-label="Resolved comments"
              sx={{ listStyle: 'none', m: 0, p: 0 }}
            >
              {resolved.map((thread) => (
                <ThreadCard key={thread.id} thread={thread} />
              ))}
            </Box>
          )}
        </>
      )}
    </>
  );
}
