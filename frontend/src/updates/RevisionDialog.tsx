import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Revision, UpdateDetail } from '../api/types.ts';
import { DiffView } from '../components/DiffView.tsx';
import { HashText } from '../components/Facts.tsx';
import { writtenWords } from '../components/writtenWords.ts';
import { ContentView } from '../components/RichTextView.tsx';
import { QueryStates } from '../components/States.tsx';
import { TextChoice } from '../components/TextChoice.tsx';
import { useApi } from '../providers/useMe.ts';
import { textChoices } from './textChoices.ts';

interface RevisionDialogProps {
  update: UpdateDetail;
  /** Absent: the draft is meant. */
  revision?: Revision;
  revisions: readonly Revision[];
  /** Has the server take what is written, before the draft is compared. */
  settle?: () => Promise<unknown>;
  onClose: () => void;
}

/** One revision, or the draft: its text, or the difference between any two texts of the update. */
export function RevisionDialog(props: RevisionDialogProps) {
  const { update, revision, revisions, settle, onClose } = props;
  const api = useApi();
  const titleId = useId();
  const before = revision
    ? revisions.find(({ number }) => number === revision.number - 1)
    : update.latestRevision;
  const [from, setFrom] = useState(
    (revision && before?.id) ?? (update.previous ? 'last_edition' : (before?.id ?? '')),
  );
  const [to, setTo] = useState(revision?.id ?? 'draft');
  const diff = useQuery({
    queryKey: ['diff', update.id, from, to],
    queryFn: async () => {
      if (to === 'draft' || from === 'draft') await settle?.();
      return api.getDiff(update.id, from, to);
    },
    enabled: from !== '',
    ...(settle && { gcTime: 0, staleTime: 0 }),
  });
  const choices = textChoices(update, revisions, diff.data?.lastLook);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="lg" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {revision ? `Revision ${revision.number}` : 'What changed in the draft'}
      </DialogTitle>
      <DialogContent>
        {revision && (
          <Typography variant="body2" sx={{ mb: 2, color: 'text.secondary' }}>
            {writtenWords(revision.authors, revision.content)}. Hash{' '}
            <HashText hash={revision.contentHash} isWhole />
          </Typography>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 2, pt: 1 }}>
          <TextChoice
            label="Compare"
            value={from}
            choices={[
              ...(revision ? [{ id: '', name: 'Nothing: show the text alone' }] : []),
              ...choices.filter(({ id }) => id !== to),
            ]}
            onChange={setFrom}
          />
          {from !== '' && (
            <TextChoice
              label="With"
              value={to}
              choices={choices.filter(({ id }) => id !== from && id !== 'last_look')}
              onChange={setTo}
            />
          )}
        </Box>
        {revision && from === '' ? (
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
