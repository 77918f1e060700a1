import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { Threads } from '../api/types.ts';
import { actionOf, isAllowed, refusalWords } from '../components/ActionButton.tsx';
import { QueryStates } from '../components/States.tsx';
import { useApi, useMe } from '../providers/useMe.ts';
import { announce } from '../layout/LiveRegion.tsx';
import { CommentBox } from './CommentBox.tsx';
import { audienceOfText, readersOf } from './audience.ts';
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

/** Begins a comment: on the words that are selected, or on the whole text. */
function Composer({ threads }: { threads: Threads }) {
  const api = useApi();
  const me = useMe();
  const { update, selected, composing, compose, settle, act } = useComments();
  if (!isAllowed(threads, 'comment')) {
    return (
      <Typography variant="body2" sx={{ mb: 1.5, color: 'text.secondary' }}>
        You can read them. {refusalWords(actionOf(threads, 'comment'))}
      </Typography>
    );
  }
  const { text } = threads;
  if (!text) {
    return (
      <Typography variant="body2" sx={{ mb: 1.5, color: 'text.secondary' }}>
        You can comment once something is written.
      </Typography>
    );
  }
  if (!composing) {
    return (
      <Box sx={{ mb: 1.5 }}>
        <Button
          size="small"
          variant="outlined"
          data-review-key="c"
          // The selection stays while the button is pressed.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => compose({ words: selected })}
        >
          {selected ? 'Comment on the selected words' : 'Comment on the whole text'}
        </Button>
        {!selected && (
          <Typography variant="body2" sx={{ mt: 0.5, color: 'text.secondary' }}>
            Select words in the text to comment on them. Comments are never published.
          </Typography>
        )}
      </Box>
    );
  }
  const { words } = composing;
  return (
    <Box sx={{ mb: 2 }}>
      <Typography
        variant="body2"
        sx={{ mb: 1.5, fontStyle: words && 'italic', overflowWrap: 'anywhere' }}
      >
        {words ? `“${words.quote}”` : 'On the whole text'}
      </Typography>
      {!text.revisionId && (
        <Typography variant="body2" sx={{ mb: 1.5, color: 'text.secondary' }}>
          Read by those who write this text; once you submit with it open, by its reviewers too.
        </Typography>
      )}
      <CommentBox
        label="Your comment"
        confirmWords="Comment"
        people={readersOf(threads, audienceOfText(threads, update.state === 'in_clearance'), me)}
        hasFocus
        onCancel={() => compose(undefined)}
        onSay={async (said) => {
          await settle.current();
          const about = { ...(text.revisionId && { revisionId: text.revisionId }), words };
          await act(() => api.startThread(update.id, { ...said, ...about }));
          compose(undefined);
          announce('Your comment is kept.');
        }}
      />
    </Box>
  );
}
