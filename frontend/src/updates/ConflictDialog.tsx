import { mergeContents } from '@common/content-merge.ts';
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Paper,
  Typography,
} from '@mui/material';
import { useId, useMemo, type ReactNode } from 'react';
import type { Content } from '../api/types.ts';
import { compareContents } from '../components/compareContents.ts';
import { formatInstant } from '../components/dates.ts';
import { DiffView } from '../components/DiffView.tsx';
import type { DraftSaver } from './DraftSaver.ts';
import { MergeConflicts } from './MergeConflicts.tsx';
import { isOwnConflict, type SaveState } from './saveState.ts';

interface ConflictDialogProps {
  /** The text that both started from. */
  base: Content;
  mine: Content;
  conflict: Extract<SaveState, { kind: 'conflict' }>;
  /** Back to the text with nothing chosen yet. */
  onClose: () => void;
  onChoose: (choice: Parameters<DraftSaver['resolve']>[0]) => void;
}

/**
 * Two people saved: what each changed is shown, and both put together. Nothing is chosen unseen, and
 * no text is lost whatever is chosen.
 */
export function ConflictDialog({ base, mine, conflict, onClose, onChoose }: ConflictDialogProps) {
  const titleId = useId();
  const isOwn = isOwnConflict(conflict);
  const who = conflict.who ?? 'Someone else';
  const theirs = conflict.theirs.content;
  const words = isOwn
    ? { mine: 'This window', theirs: 'The other window', text: 'the other window’s text' }
    : { mine: 'You', theirs: who, text: `${who}’s text` };
  const { merged, ...views } = useMemo(() => {
    const start = {
      label: isOwn ? 'the text that both windows started from' : 'the text you both started from',
      content: base,
    };
    const other = { label: words.text, content: theirs };
    const merge = mergeContents(base, mine, theirs);
    return {
      merged: merge,
      mine: compareContents(start, {
        label: isOwn ? 'this window’s text' : 'yours',
        content: mine,
      }),
      theirs: compareContents(start, other),
      together: compareContents(other, { label: 'both together', content: merge.content }),
    };
  }, [base, mine, theirs, isOwn, words.text]);
  const isClean = merged.conflicts.length === 0;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="lg" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {isOwn ? 'You also saved this text in another window' : `${who} has saved this text too`}
      </DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 2 }}>
          {who} saved it
          {isOwn && ' in another window'}
          {conflict.at ? `, ${formatInstant(conflict.at)},` : ''} after you had opened it here.
          Nothing of either text is lost. Choose which one to go on with; if you choose one of the
          two, the other is set aside where you can copy from it.
        </Typography>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { md: '1fr 1fr' } }}>
          <Side title={`${words.mine} changed`}>
            <DiffView answer={views.mine} isCompact />
          </Side>
          <Side title={`${words.theirs} changed`}>
            <DiffView answer={views.theirs} isCompact />
          </Side>
        </Box>
        <Side title="Both together" sx={{ mt: 2 }}>
          <MergeConflicts
            conflicts={merged.conflicts}
            mine={words.mine}
            theirs={words.theirs}
            isOwn={isOwn}
          />
          <DiffView answer={views.together} isCompact />
        </Side>
      </DialogContent>
      <DialogActions disableSpacing sx={{ flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" onClick={() => onChoose('mine')}>
          Go on with {isOwn ? 'this window’s text' : 'mine'}
        </Button>
        <Button variant="outlined" onClick={() => onChoose('theirs')}>
          Go on with {isOwn ? 'the other window’s text' : 'theirs'}
        </Button>
        <Button
          variant={isClean ? 'contained' : 'outlined'}
          autoFocus={isClean}
          onClick={() => onChoose({ merged: merged.content })}
        >
          Go on with both together
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const Side = (props: { title: string; children: ReactNode; sx?: object }) => (
  <Paper
    variant="outlined"
    component="section"
    sx={{ p: 2, minWidth: 0, maxHeight: '50vh', overflow: 'auto', ...props.sx }}
    tabIndex={0}
    aria-label={props.title}
  >
    <Typography variant="h3" sx={{ mb: 1 }}>
      {props.title}
    </Typography>
    {props.children}
  </Paper>
);
