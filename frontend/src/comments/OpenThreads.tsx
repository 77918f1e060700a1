import { Alert, AlertTitle, Box, Checkbox, FormControlLabel, Link } from '@mui/material';
import type { ReactNode } from 'react';
import { useComments } from './CommentsProvider.tsx';

interface OpenThreadsProps {
  /** Closes the question, to go to a comment. */
  onClose: () => void;
  /** What one ticks to go on in spite of them; absent: a warning is enough. */
  tick?: string;
  children?: ReactNode;
}

/** Said before a text is submitted or approved: comments on it are open. */
export function OpenThreads({ onClose, tick, children }: OpenThreadsProps) {
  const { query, showThread } = useComments();
  const open = query.data?.data.filter(({ isResolved }) => !isResolved) ?? [];
  if (open.length === 0) return null;
  const many = open.length === 1 ? '1 comment is open' : `${open.length} comments are open`;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      <AlertTitle>{many}</AlertTitle>
      <Box component="ul" sx={{ m: 0, mb: 0.5, pl: 2.5 }}>
        {open.slice(0, 5).map((thread) => (
          <li key={thread.id}>
            <Link
              component="button"
              type="button"
              color="inherit"
              variant="body2"
              sx={{ textAlign: 'left', verticalAlign: 'top' }}
              onClick={() => {
                showThread(thread.id);
                onClose();
              }}
            >
              {thread.quote && `“${short(thread.quote)}”: `}
              {short(thread.comments[0]!.text)}
            </Link>
          </li>
        ))}
      </Box>
      {open.length > 5 && <div>And {open.length - 5} more.</div>}
      {children}
      {tick && (
        <FormControlLabel
          required
          control={<Checkbox required id="field-openThreads" />}
          label={tick}
        />
      )}
    </Alert>
  );
}

const short = (text: string): string =>
  text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text;
