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
import { useId } from 'react';
import type { Content } from '../api/types.ts';
import { formatInstant } from '../components/dates.ts';
import { ContentView } from '../components/RichTextView.tsx';
import type { SaveState } from './DraftSaver.ts';

interface ConflictDialogProps {
  mine: Content;
  conflict: Extract<SaveState, { kind: 'conflict' }>;
  /** Back to the text with nothing chosen yet. */
  onClose: () => void;
  onChoose: (choice: 'mine' | 'theirs' | 'both') => void;
}

/** Two people saved: both texts are shown, and none is lost whatever is chosen. */
export function ConflictDialog({ mine, conflict, onClose, onChoose }: ConflictDialogProps) {
  const titleId = useId();
  const isOwn = conflict.who === 'You';
  const who = conflict.who ?? 'Someone else';
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="lg" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {isOwn
          ? 'You have saved this text in another window too'
          : `${who} has saved this text too`}
      </DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 2 }}>
          {who} saved it
          {isOwn && ' in another window'}
          {conflict.at ? `, ${formatInstant(conflict.at)},` : ''} after you had opened it here.
          Nothing of either text is lost. Choose which one to go on with; the other is set aside
          where you can copy from it.
        </Typography>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { md: '1fr 1fr' } }}>
          <Side title={isOwn ? 'From this window' : 'Yours'} content={mine} />
          <Side
            title={isOwn ? 'From the other window' : `Saved by ${conflict.who ?? 'someone else'}`}
            content={conflict.theirs.content}
          />
        </Box>
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" onClick={() => onChoose('theirs')}>
          Go on with {isOwn ? 'the other' : 'theirs'}
        </Button>
        <Button variant="outlined" onClick={() => onChoose('both')}>
          Put {isOwn ? 'the other' : 'theirs'} below mine
        </Button>
        <Button variant="contained" onClick={() => onChoose('mine')}>
          Go on with mine
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const Side = ({ title, content }: { title: string; content: Content }) => (
  <Paper
    variant="outlined"
    component="section"
    sx={{ p: 2, minWidth: 0, maxHeight: '50vh', overflow: 'auto' }}
    tabIndex={0}
    aria-label={title}
  >
    <Typography variant="h3" sx={{ mb: 1 }}>
      {title}
    </Typography>
    <ContentView content={content} />
  </Paper>
);
