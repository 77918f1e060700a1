import { Box, Button, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import type { Comment, Thread } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { InstantText, personWords } from '../components/Facts.tsx';
import { useVerb } from '../components/useVerb.ts';
import { announce } from '../layout/LiveRegion.tsx';
import { useApi, useMe } from '../providers/useMe.ts';
import { CommentBox } from './CommentBox.tsx';
import { readersOf } from './audience.ts';
import { readHalfComments } from './halfComments.ts';
import { useComments } from './CommentsProvider.tsx';
import { wholeTextWords } from './wholeTextWords.ts';

/** One matter: the words it is about, what was said, and whether it is settled. */
export function ThreadCard({ thread }: { thread: Thread }) {
  const api = useApi();
  const me = useMe();
  const { ask } = useVerb();
  const { update, query, activeId, setActive, call, act } = useComments();
  const [isAnswering, setAnswering] = useState(() =>
    readHalfComments(me?.person.id ?? '', update.id).has(thread.id),
  );
  const card = useRef<HTMLLIElement>(null);
  const answered = useRef(call);
  useEffect(() => {
    if (answered.current === call) return;
    answered.current = call;
    if (call?.threadId === thread.id) card.current?.focus();
  }, [call, thread.id]);
  const threads = query.data!;
  const mayComment = isAllowed(threads, 'comment');
  const settle = () =>
    ask(async () => {
      const verb = thread.isResolved ? api.reopenThread : api.resolveThread;
      await act(() => verb(update.id, thread.id));
      announce(thread.isResolved ? 'Reopened' : 'Resolved');
    });
  return (
    <Box
      component="li"
      ref={card}
      tabIndex={-1}
      sx={{
        ...{ p: 1.5, mb: 1.5, border: 1, borderRadius: 1 },
        borderColor: activeId === thread.id ? 'primary.main' : 'divider',
      }}
    >
      <Quote
        thread={thread}
        isActive={activeId === thread.id}
        onShow={() => {
          setActive(thread.id);
          announce(`Shown in the text: ${thread.quote ?? ''}`);
        }}
      />
      {thread.comments.map((comment) => (
        <Said key={comment.id} comment={comment} />
      ))}
      {thread.isResolved && thread.resolvedAt && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Resolved by {personWords(thread.resolvedBy!, thread.resolvedOnBehalfOf)},{' '}
          <InstantText value={thread.resolvedAt} />
        </Typography>
      )}
      {thread.audience !== 'reviewers' && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {AUDIENCE_WORDS[thread.audience]}
        </Typography>
      )}
      {mayComment && !isAnswering && (
        <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
          {!thread.isResolved && (
            <Button size="small" onClick={() => setAnswering(true)}>
              Answer
            </Button>
          )}
          <Button size="small" onClick={() => void settle()}>
            {thread.isResolved ? 'Reopen' : 'Resolve'}
          </Button>
        </Box>
      )}
      {isAnswering && (
        <Box sx={{ mt: 1.5 }}>
          <CommentBox
            about={thread.id}
            audience={thread.audience}
            label="Your answer"
            confirmWords="Answer"
            people={readersOf(threads, thread.audience, me)}
            hasFocus
            onCancel={() => setAnswering(false)}
            onSay={async (said) => {
              await act(() => api.addComment(update.id, thread.id, said));
              setAnswering(false);
            }}
          />
        </Box>
      )}
    </Box>
  );
}

const AUDIENCE_WORDS = {
  writers: 'Read by those who write this text, until it is submitted with this open.',
  organisation: 'Read within the organisation.',
} as const;

function Quote(props: { thread: Thread; isActive: boolean; onShow: () => void }) {
  const { thread, isActive, onShow } = props;
  const { query } = useComments();
  if (!thread.isOnWords) {
    return (
      <Typography variant="body2" sx={{ mb: 1, color: 'text.secondary' }}>
        {wholeTextWords(thread.revisionNumber, query.data?.text)}
      </Typography>
    );
  }
  const words = thread.quote ? `“${thread.quote}”` : 'Words of a draft that was not submitted';
  return (
    <Box sx={{ mb: 1 }}>
      {thread.place ? (
        <Button
          size="small"
          aria-pressed={isActive}
          onClick={onShow}
          sx={{ ...quoteLook, textAlign: 'left', ml: -0.5 }}
        >
          {words}
        </Button>
      ) : (
        <>
          <Typography variant="body2" sx={quoteLook}>
            {words}
          </Typography>
          <Typography variant="body2" sx={{ color: 'warning.main', fontWeight: 600 }}>
            Text since changed
          </Typography>
        </>
      )}
    </Box>
  );
}

const quoteLook = { fontStyle: 'italic', whiteSpace: 'pre-line', overflowWrap: 'anywhere' };

const Said = ({ comment }: { comment: Comment }) => (
  <Box sx={{ mb: 1 }}>
    <Typography variant="body2">
      <strong>
        {comment.by
          ? personWords(comment.by, comment.onBehalfOf)
          : `${comment.guestName ?? ''}, outside expert, by link`}
      </strong>{' '}
      <Box component="span" sx={{ color: 'text.secondary' }}>
        <InstantText value={comment.at} />
      </Box>
    </Typography>
    <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {withMentions(comment)}
    </Typography>
  </Box>
);

/** The people mentioned stand out. */
function withMentions({ text, mentions }: Comment) {
  const names = mentions.map(({ name }) => `@${name}`).filter((name) => text.includes(name));
  if (names.length === 0) return text;
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text
    .split(new RegExp(`(${escaped.join('|')})`))
    .map((part, index) =>
      names.includes(part) ? <strong key={index}>{part}</strong> : <span key={index}>{part}</span>,
    );
}
