import { Alert, Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { useKeptWords } from './KeptLine.tsx';
import { useHalfWritten } from './useHalfWritten.ts';

interface UnsentNoticeProps<Words> {
  subjectId: string;
  kind: string;
  /** What was begun: “to return this text”. */
  begun: string;
  /** Absent when it can no longer be sent: then the words are shown, to copy from. */
  onGoOn?: () => void;
  show: (words: Words) => ReactNode;
}

/** On the page itself: something was begun here and not sent. */
export function UnsentNotice<Words>(props: UnsentNoticeProps<Words>) {
  const { begun, onGoOn, show } = props;
  const { kept, forget } = useHalfWritten<Words>(props.subjectId, props.kind);
  const since = useKeptWords(kept);
  if (!kept) return null;
  return (
    <Alert severity={onGoOn ? 'info' : 'warning'} sx={{ mb: 2 }}>
      You have begun {begun}. {since}
      {!onGoOn && (
        <>
          {' '}
          It can no longer be sent; copy what you still need.
          <Box sx={{ my: 1, whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {show(kept.words)}
          </Box>
        </>
      )}
      <Box sx={{ mt: 0.5, ml: -0.5 }}>
        {onGoOn && (
          <Button color="inherit" size="small" onClick={onGoOn}>
            Go on with it
          </Button>
        )}
        <Button color="inherit" size="small" onClick={forget}>
          Throw it away
        </Button>
      </Box>
    </Alert>
  );
}
