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
import { SignInAgain } from '../session/SignInAgain.tsx';
import { isOwnConflict, type SaveState } from './saveState.ts';

interface Look {
  icon: SvgIconComponent;
  words: string;
  /** What becomes of them: left to be heard where the screen is low. */
  rest?: string;
  isTrouble?: boolean;
}

const NOT_KEPT = 'Not kept in this browser either: its store is full. Stay on this page';
const LOW_SCREEN = '@media (max-height: 480px)';
const UNSEEN = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
};

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
        words: 'Not saved: no connection.',
        rest: `${isKept ? 'Kept in this browser until you sign out' : NOT_KEPT}; trying again`,
        isTrouble: true,
      };
    case 'signed_out':
      return {
        icon: ProblemIcon,
        words: 'Not saved: your session has ended.',
        rest: isKept ? 'Kept in this browser until you sign in again' : NOT_KEPT,
        isTrouble: true,
      };
    case 'refused':
      return {
        icon: ProblemIcon,
        words: `Not saved: ${state.words}`,
        rest: isKept ? 'Kept in this browser until you sign out' : NOT_KEPT,
        isTrouble: true,
      };
    case 'conflict':
      return {
        icon: ProblemIcon,
        words: isOwnConflict(state)
          ? 'Not saved: you also saved this text in another window.'
          : `Not saved: ${state.who ?? 'someone else'} saved this text too.`,
        rest: isKept ? 'Kept in this browser until you sign out' : NOT_KEPT,
        isTrouble: true,
      };
  }
}

interface SaveStateLineProps {
  state: SaveState;
  /** Whether this browser holds what the server has not taken. */
  isKept: boolean;
  onRetry: () => void;
  /** To both texts, when two were saved: asked for, as a dialog of its own accord would swallow words. */
  onCompare: () => void;
}

/** Always visible; only trouble, and its end, is announced. */
export function SaveStateLine({ state, isKept, onRetry, onCompare }: SaveStateLineProps) {
  const look = lookOf(state, isKept, useClock()?.now);
  const { icon: Icon, rest, isTrouble = false } = look;
  const words = rest ? `${look.words} ${rest}` : look.words;
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
      <span>
        {look.words}
        {rest && (
          <Box component="span" sx={{ [LOW_SCREEN]: UNSEEN }}>
            {' '}
            {rest}
          </Box>
        )}
      </span>
      {state.kind === 'conflict' && (
        <Button size="small" onClick={onCompare} sx={{ flexShrink: 0 }}>
          See both texts
        </Button>
      )}
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
      {isSigningIn && (
        <SignInAgain then="save" onDone={onRetry} onClose={() => setSigningIn(false)} />
      )}
    </Box>
  );
}
