import { Alert, Box, Button, Typography } from '@mui/material';
import { useEffect, useRef } from 'react';
import type { Threads } from '../api/types.ts';
import { actionOf, isAllowed, refusalWords } from '../components/ActionButton.tsx';
import { announce } from '../layout/LiveRegion.tsx';
import { useApi, useMe } from '../providers/useMe.ts';
import { audienceOfText, readersOf } from './audience.ts';
import { CommentBox } from './CommentBox.tsx';
import { useComments } from './CommentsProvider.tsx';
import {
  NEW_COMMENT,
  readHalfComments,
  takeHalfComment,
  writeHalfComment,
} from './halfComments.ts';

/** Begins a comment: on the words that are selected, or on the whole text. */
export function Composer({ threads }: { threads: Threads }) {
  const api = useApi();
  const me = useMe();
  const { update, selected, composing, compose, settle, act } = useComments();
  const personId = me?.person.id ?? '';
  const half = composing && readHalfComments(personId, update.id).get(NEW_COMMENT)?.words;
  const { text } = threads;
  const audience = audienceOfText(threads, update.state === 'in_clearance');
  useEffect(() => {
    // Nothing is written yet: what comes is begun anew, for those who read the text now.
    if (!readHalfComments(personId, update.id).has(NEW_COMMENT)) compose(undefined);
  }, [audience, compose, personId, update.id]);
  const begin = useRef<HTMLButtonElement>(null);
  const wasComposing = useRef(false);
  useEffect(() => {
    // Sent or given up: whoever was writing goes on from here, not from the top of the page.
    if (wasComposing.current && !composing && document.activeElement === document.body)
      begin.current?.focus();
    wasComposing.current = composing !== undefined;
  }, [composing]);
  if (!isAllowed(threads, 'comment')) {
    return (
      <>
        <Typography variant="body2" sx={{ mb: 1.5, color: 'text.secondary' }}>
          You can read them. {refusalWords(actionOf(threads, 'comment'))}
        </Typography>
        {half && (
          <Alert severity="warning" sx={{ mb: 1.5 }}>
            You had begun a comment that can no longer be sent:{' '}
            <Box component="span" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
              “{half.text}”
            </Box>
            <Button
              size="small"
              color="inherit"
              onClick={() => {
                takeHalfComment(personId, update.id, NEW_COMMENT);
                writeHalfComment(personId, update.id, NEW_COMMENT, undefined);
                compose(undefined);
              }}
            >
              I no longer need it
            </Button>
          </Alert>
        )}
      </>
    );
  }
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
          ref={begin}
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
        about={NEW_COMMENT}
        audience={audience}
        words={words}
        label="Your comment"
        confirmWords="Comment"
        people={readersOf(threads, audience, me)}
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
