import { Alert, AlertTitle, Box, Typography } from '@mui/material';
import { useState } from 'react';
import type { UpdateDetail } from '../api/types.ts';
import { actionOf, ActionButton, isAllowed, refusalWords } from '../components/ActionButton.tsx';
import { formatDate } from '../components/dates.ts';
import { personWords } from '../components/Facts.tsx';
import { ConfirmDialog, ReasonDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

type Asking = 'confirm_still_true' | 'reopen' | 'vouch_still_true';

interface StillTrueProps {
  update: UpdateDetail;
  stillTrue: NonNullable<UpdateDetail['stillTrue']>;
}

/** Publication has moved since the text was approved: its owner says what that does to it. */
export function StillTrue({ update, stillTrue }: StillTrueProps) {
  const [asking, setAsking] = useState<Asking>();
  const { agreedFor, publicationOn, vouchedBy, reason } = stillTrue;
  const confirm = actionOf(update, 'confirm_still_true');
  return (
    <Alert severity="warning">
      <AlertTitle>
        Publication has moved from {formatDate(agreedFor)} to {formatDate(publicationOn)}: is this
        text still true then?
      </AlertTitle>
      <Typography sx={{ maxWidth: '80ch' }}>
        {isAllowed(update, 'confirm_still_true')
          ? 'Read the approved text with the new date in mind. Confirm it as it stands, or change it: it is then reviewed again.'
          : `The round is sealed when this is answered. ${refusalWords(confirm)}`}
      </Typography>
      {vouchedBy && (
        <Typography sx={{ maxWidth: '80ch', mt: 1 }}>
          {personWords(vouchedBy)} has answered in the owner’s stead: {reason} It counts once a
          second person has confirmed it.
        </Typography>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
        {isAllowed(update, 'confirm_still_true') && (
          <>
            <ActionButton
              action={confirm}
              onAct={() => setAsking('confirm_still_true')}
              variant="contained"
            >
              Confirm that it is still true
            </ActionButton>
            <ActionButton
              action={actionOf(update, 'reopen')}
              onAct={() => setAsking('reopen')}
              variant="outlined"
            >
              Change the text
            </ActionButton>
          </>
        )}
        {isAllowed(update, 'vouch_still_true') && (
          <ActionButton
            action={actionOf(update, 'vouch_still_true')}
            onAct={() => setAsking('vouch_still_true')}
            variant="outlined"
          >
            Answer for the owner
          </ActionButton>
        )}
      </Box>
      {asking && (
        <StillTrueDialog
          update={update}
          publicationOn={publicationOn}
          asking={asking}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Alert>
  );
}

interface StillTrueDialogProps {
  update: UpdateDetail;
  publicationOn: string;
  asking: Asking;
  onClose: () => void;
}

function StillTrueDialog({ update, publicationOn, asking, onClose }: StillTrueDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const revision = update.approvedRevision!;
  const seen = { revisionId: revision.id, contentHash: revision.contentHash, publicationOn };
  switch (asking) {
    case 'confirm_still_true':
      return (
        <ConfirmDialog
          title="Is it still true?"
          confirmWords="Confirm"
          onConfirm={() =>
            verb.attempt(() => api.confirmStillTrue(update.id, seen), 'Confirmed as still true')
          }
          onClose={onClose}
        >
          Your name stands for it that revision {revision.number} will be true when it is published
          on {formatDate(publicationOn)}. If publication moves again, you are asked again.
        </ConfirmDialog>
      );
    case 'reopen':
      return (
        <ReasonDialog
          title="Change the approved text?"
          confirmWords="Open it for changes"
          label="What the new date makes untrue"
          keptAs={{ subjectId: update.id, kind: asking }}
          onConfirm={(reason) =>
            verb.attempt(() => api.reopen(update.id, reason), 'Open: you can change the text')
          }
          onClose={onClose}
        >
          <Typography>
            The approval is withdrawn. You go on from the approved words and submit them again; a
            lead reviews them again.
          </Typography>
        </ReasonDialog>
      );
    case 'vouch_still_true':
      return (
        <ReasonDialog
          title={`Answer for the owner of “${update.title}”?`}
          confirmWords="Say that it is still true"
          label="Why the owner cannot answer, and how you know"
          hint="An override: it counts when someone else has confirmed it, and the signatory sees it."
          keptAs={{ subjectId: update.id, kind: asking }}
          onConfirm={(reason) =>
            verb.attempt(
              () => api.vouchStillTrue(update.id, seen, reason),
              'Recorded: it waits for a second person',
            )
          }
          onClose={onClose}
        >
          <Typography>
            You say in the owner’s stead that the approved text will be true on{' '}
            {formatDate(publicationOn)}.
          </Typography>
        </ReasonDialog>
      );
  }
}
