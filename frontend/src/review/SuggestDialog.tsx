import { Alert, Box, TextField, Typography } from '@mui/material';
import { useDeferredValue, useMemo } from 'react';
import type { Revision, UpdateDetail } from '../api/types.ts';
import { compareContents } from '../components/compareContents.ts';
import { DiffView } from '../components/DiffView.tsx';
import { personWords } from '../components/Facts.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { ContentInputs } from './ContentInputs.tsx';
import { ProposalBegun } from './ProposalBegun.tsx';
import { useProposal } from './useProposal.ts';

interface SuggestDialogProps {
  update: UpdateDetail;
  revision: Revision;
  onClose: () => void;
  onDone: () => void;
}

/** A lead changes the words for the owner to accept or refuse, and may still approve them. */
export function SuggestDialog({ update, revision, onClose, onDone }: SuggestDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const proposal = useProposal(update.id, 'suggest', revision);
  const { given, content, message } = proposal;
  const seen = useDeferredValue(content);
  const answer = useMemo(
    () =>
      compareContents(
        { label: `revision ${revision.number}`, content: given },
        { label: 'your suggestion', content: seen },
      ),
    [revision, given, seen],
  );
  const send = async () => {
    await verb.attempt(
      () => api.suggestChanges(update.id, revision.id, message, content),
      `Sent back with suggested changes: ${update.title}`,
    );
    proposal.forget();
    onDone();
  };
  return (
    <FormDialog
      title="Suggest changes"
      confirmWords="Send back with these changes"
      onConfirm={send}
      onClose={onClose}
      isConfirmDisabled={answer.isEqual}
      width="lg"
    >
      <Alert severity="info" sx={{ mb: 2 }}>
        The text goes back to {update.owner ? personWords(update.owner) : 'its owner'}, who accepts
        or refuses each change. Words that they accept are theirs, so you may approve the text when
        it is submitted again.
      </Alert>
      <ProposalBegun proposal={proposal} />
      <ContentInputs
        isSummary={update.round.isSummary}
        start={proposal.start}
        content={content}
        onChange={proposal.change}
      />
      <Box component="section" aria-label="What you suggest" sx={{ my: 2.5 }}>
        <Typography variant="h3" sx={{ mb: 1 }}>
          What you suggest
        </Typography>
        {answer.isEqual ? (
          <Typography sx={{ color: 'text.secondary' }}>
            Nothing yet: change the text above, and your changes appear here.
          </Typography>
        ) : (
          <DiffView answer={answer} isCompact />
        )}
      </Box>
      <TextField
        label="Message to the owner"
        helperText="Why, in a sentence or two. It stands above the text and stays on record."
        value={message}
        onChange={(event) => proposal.say(event.target.value)}
        slotProps={{ htmlInput: { name: 'reason', minLength: 3, maxLength: 4000 } }}
        required
        multiline
        minRows={2}
        fullWidth
      />
    </FormDialog>
  );
}
