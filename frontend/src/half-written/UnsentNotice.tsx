import { Alert, Box, Button } from '@mui/material';
import { useSyncExternalStore, type ReactNode } from 'react';
import { useMe } from '../providers/useMe.ts';
import {
  forgetHalfWritten,
  readHalfWritten,
  snapshot,
  subscribe,
  takeHalfWritten,
  type HalfWritten,
} from './halfWritten.ts';
import { useKeptWords } from './KeptLine.tsx';

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
  const { subjectId, kind } = props;
  const personId = useMe()?.person.id ?? '';
  useSyncExternalStore(subscribe, snapshot);
  const kept = readHalfWritten<Words>(personId, subjectId, kind);
  if (!kept) return null;
  const forget = () => {
    takeHalfWritten(personId, subjectId, kind);
    forgetHalfWritten(personId, subjectId, kind);
  };
  return <Unsent {...props} kept={kept} onThrowAway={forget} />;
}

function Unsent<Words>(
  props: UnsentNoticeProps<Words> & { kept: HalfWritten<Words>; onThrowAway: () => void },
) {
  const { begun, onGoOn, show, kept, onThrowAway } = props;
  const since = useKeptWords(kept);
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
        <Button color="inherit" size="small" onClick={onThrowAway}>
          Throw it away
        </Button>
      </Box>
    </Alert>
  );
}
