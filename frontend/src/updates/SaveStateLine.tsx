import OfflineIcon from '@mui/icons-material/CloudOffOutlined';
import ProblemIcon from '@mui/icons-material/ErrorOutlined';
import SavedIcon from '@mui/icons-material/CloudDoneOutlined';
import SavingIcon from '@mui/icons-material/SyncOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import { Box, Button } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { momentWords } from '../components/dates.ts';
import { announce } from '../layout/LiveRegion.tsx';
import { useClock } from '../providers/clock.tsx';
import type { SaveState } from './saveState.ts';
import { SignInAgain } from './SignInAgain.tsx';

interface Look {
  icon: SvgIconComponent;
  words: string;
  isTrouble?: boolean;
}

const NOT_KEPT = 'Not kept in this browser either: its store is full. Stay on this page';

function lookOf(state: SaveState, isKept: boolean, now?: Date): Look {
  switch (state.kind) {
    case 'saved':
      return {
        icon: SavedIcon,
        words: state.at && now ? `Saved ${momentWords(state.at, now)}` : 'Everything is saved',
      };
    case 'waiting':
    case 'saving':
      return { icon: SavingIcon, words: 'Saving…' };
    case 'offline':
      return {
        icon: OfflineIcon,
        words: `Not saved: no connection. ${isKept ? 'Kept in this browser until you sign out' : NOT_KEPT}; trying again`,
        isTrouble: true,
      };
    case 'signed_out':
      return {
        icon: ProblemIcon,
        words: `Not saved: your session has ended. ${isKept ? 'Kept in this browser until you sign in again' : NOT_KEPT}`,
        isTrouble: true,
      };
    case 'refused':
      return {
        icon: ProblemIcon,
        words: `Not saved: ${state.words} ${isKept ? 'Kept in this browser' : NOT_KEPT}`,
        isTrouble: true,
      };
    case 'conflict':
      return {
        icon: ProblemIcon,
        words: `Not saved: this text was saved somewhere else too${isKept ? '' : `. ${NOT_KEPT}`}`,
        isTrouble: true,
      };
  }
}

interface SaveStateLineProps {
  state: SaveState;
  /** Whether this browser holds what the server has not taken. */
  isKept: boolean;
  onRetry: () => void;
}

/** Always visible; only trouble, and its end, is announced. */
export function SaveStateLine({ state, isKept, onRetry }: SaveStateLineProps) {
  const { icon: Icon, words, isTrouble = false } = lookOf(state, isKept, useClock()?.now);
  const [isSigningIn, setSigningIn] = useState(false);
  const wasTrouble = useRef(false);
  useEffect(() => {
    if (isTrouble || (wasTrouble.current && state.kind === 'saved')) announce(words);
    if (isTrouble || state.kind === 'saved') wasTrouble.current = isTrouble;
  }, [words, isTrouble, state.kind]);
  return (
    <Box
      data-save-state={state.kind}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.75,
        color: isTrouble ? 'error.main' : 'text.secondary',
        fontWeight: isTrouble ? 650 : 400,
      }}
    >
      <Icon aria-hidden fontSize="small" />
      {words}
      {state.kind === 'offline' && (
        <Button size="small" onClick={onRetry}>
          Try now
        </Button>
      )}
      {state.kind === 'signed_out' && (
        <Button size="small" onClick={() => setSigningIn(true)}>
          Sign in again
        </Button>
      )}
      {isSigningIn && <SignInAgain onDone={onRetry} onClose={() => setSigningIn(false)} />}
    </Box>
  );
}
