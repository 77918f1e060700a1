import { Alert, Typography } from '@mui/material';
import type { PersonRef, UpdateDetail } from '../api/types.ts';
import { OpenThreads } from '../comments/OpenThreads.tsx';
import { UnsentComments } from '../comments/UnsentComments.tsx';
import { useComments } from '../comments/CommentsProvider.tsx';
import { HashText, personWords } from '../components/Facts.tsx';
import { ConfirmDialog, ReasonDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { EditDialog } from './EditDialog.tsx';
import { KeyboardHelp, PAGE_KEYS } from './KeyboardHelp.tsx';
import { SuggestDialog } from './SuggestDialog.tsx';
import type { Asking } from './ReviewActions.tsx';

interface ReviewDialogsProps {
  update: UpdateDetail;
  asking: Asking | undefined;
  onClose: () => void;
  /** After a decision: on to the next one. */
  onDone: () => void;
  onBehalfOf?: PersonRef;
}

export function ReviewDialogs({ update, asking, onClose, onDone, onBehalfOf }: ReviewDialogsProps) {
  const api = useApi();
  const verb = useVerb();
  const revision = update.latestRevision;
  const threads = useComments().query.data?.data ?? [];
  const openThreadIds = threads.filter(({ isResolved }) => !isResolved).map(({ id }) => id);
  if (!asking) return null;
  if (asking === 'help') return <KeyboardHelp keys={PAGE_KEYS} onClose={onClose} />;
  if (!revision) return null;
  const act = async (verbOf: () => Promise<unknown>, done: string) => {
    await verb.attempt(verbOf, done);
    onDone();
  };
  const keptAs = { subjectId: update.id, kind: asking };
  const exactly = (
    <>
      <strong>revision {revision.number}</strong> of “{update.title}”, hash{' '}
      <HashText hash={revision.contentHash} />
    </>
  );
  switch (asking) {
    case 'approve':
      return (
        <ConfirmDialog
          title="Approve this text?"
          confirmWords={`Approve revision ${revision.number}`}
          onConfirm={() =>
            act(() => api.approve(update.id, revision, openThreadIds), `Approved: ${update.title}`)
          }
          onClose={onClose}
        >
          <UnsentComments />
          <OpenThreads onClose={onClose} tick="Approve it all the same" />
          <Typography>
            You approve exactly {exactly}. If the words change after this, your approval no longer
            counts and the text comes back for review.
          </Typography>
          {onBehalfOf && (
            <Alert severity="info" sx={{ mt: 2 }}>
              You approve for {personWords(onBehalfOf)}; both names are recorded.
            </Alert>
          )}
        </ConfirmDialog>
      );
    case 'return':
      return (
        <ReasonDialog
          title="Return this text"
          confirmWords="Return it"
          label="What should change, and why"
          hint="The owner reads this above the text. It stays on record."
          keptAs={keptAs}
          onConfirm={(reason) =>
            act(() => api.returnUpdate(update.id, revision.id, reason), `Returned: ${update.title}`)
          }
          onClose={onClose}
        >
          <UnsentComments />
          <Typography>
            {update.owner ? personWords(update.owner) : 'The owner'} can write again at once.
          </Typography>
        </ReasonDialog>
      );
    case 'clear':
      return (
        <ConfirmDialog
          title="Clear this text for your organisation?"
          confirmWords={`Clear revision ${revision.number}`}
          onConfirm={() => act(() => api.clear(update.id, revision.id), `Cleared: ${update.title}`)}
          onClose={onClose}
        >
          <UnsentComments />
          <Typography>You clear exactly {exactly}. It then goes to the reviewers.</Typography>
        </ConfirmDialog>
      );
    case 'refuse_clearance':
      return (
        <ReasonDialog
          title="Send this text back"
          confirmWords="Send it back"
          label="What should change, and why"
          hint="The owner reads this above the text. It stays on record."
          keptAs={keptAs}
          onConfirm={(reason) =>
            act(
              () => api.refuseClearance(update.id, revision.id, reason),
              `Sent back: ${update.title}`,
            )
          }
          onClose={onClose}
        />
      );
    case 'reopen':
      return (
        <ReasonDialog
          title="Reopen this approved text"
          confirmWords="Reopen it"
          hint="The owner reads this above the text. It stays on record."
          keptAs={keptAs}
          onConfirm={(reason) =>
            act(() => api.reopen(update.id, reason), `Reopened: ${update.title}`)
          }
          onClose={onClose}
        >
          <Typography>The approval is withdrawn and the owner can write again.</Typography>
        </ReasonDialog>
      );
    case 'suggest':
      return (
        <SuggestDialog update={update} revision={revision} onClose={onClose} onDone={onDone} />
      );
    case 'edit':
      return <EditDialog update={update} revision={revision} onClose={onClose} />;
  }
}
