import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  Typography,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Revision, UpdateDetail } from '../api/types.ts';
import { DiffView } from '../components/DiffView.tsx';
import { HashText, personWords } from '../components/Facts.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { QueryStates } from '../components/States.tsx';
import { useApi } from '../providers/useMe.ts';

interface RevisionDialogProps {
  update: UpdateDetail;
  revision: Revision;
  revisions: Revision[];
  onClose: () => void;
}

/** One revision: its text, or its difference from any other. */
export function RevisionDialog({ update, revision, revisions, onClose }: RevisionDialogProps) {
  const api = useApi();
  const titleId = useId();
  const before = revisions.find(({ number }) => number === revision.number - 1);
  const [from, setFrom] = useState(before?.id ?? (update.previous ? 'last_edition' : ''));
  const diff = useQuery({
    queryKey: ['diff', update.id, from, revision.id],
    queryFn: () => api.getDiff(update.id, from, revision.id),
    enabled: from !== '',
  });
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="lg" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>Revision {revision.number}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" sx={{ mb: 2, color: 'text.secondary' }}>
          Written by{' '}
          {revision.authors.map((person) => personWords(person)).join('; ') ||
            'someone before this system'}
          . Hash <HashText hash={revision.contentHash} isWhole />
        </Typography>
        <TextField
          select
          label="Show"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
          slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
          sx={{ mb: 2, mt: 1, minWidth: 280 }}
        >
          <option value="">The text alone</option>
          {update.previous && (
            <option value="last_edition">What changed since the last edition</option>
          )}
          {revisions
            .filter(({ id }) => id !== revision.id)
            .map(({ id, number }) => (
              <option key={id} value={id}>
                What differs from revision {number}
              </option>
            ))}
        </TextField>
        {from === '' ? (
          <ContentView content={revision.content} />
        ) : (
          <QueryStates query={diff} what="the changes">
            {(answer) => <DiffView answer={answer} />}
          </QueryStates>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}
