import { Typography } from '@mui/material';
import type { Round } from '../api/types.ts';
import { formatDate } from '../components/dates.ts';
import { HashText } from '../components/Facts.tsx';
import { ConfirmDialog, ReasonDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { WaitingChanges } from './WaitingChanges.tsx';
import { useApi } from '../providers/useMe.ts';
import { ScheduleDialog } from './ScheduleDialog.tsx';
import { SealDialog } from './SealDialog.tsx';

export type RoundAsking =
  | 'open'
  | 'skip'
  | 'seal'
  | 'unseal'
  | 'publish'
  | 'schedule_publication'
  | 'cancel_scheduled_publication'
  | 'request_early_publication'
  | 'request_publication_in_hold'
  | 'close'
  | 'start_correction'
  | 'abandon_correction'
  | 'edit';

interface RoundDialogsProps {
  round: Round;
  asking: Exclude<RoundAsking, 'start_correction' | 'edit'>;
  onClose: () => void;
}

/** Each act on a round says what will happen before it does. */
export function RoundDialogs({ round, asking, onClose }: RoundDialogsProps) {
  const api = useApi();
  const verb = useVerb();
  switch (asking) {
    case 'open':
      return (
        <ConfirmDialog
          title={`Open ${round.title}?`}
          confirmWords="Open the round"
          onConfirm={() => verb.attempt(() => api.openRound(round.id), 'The round is open')}
          onClose={onClose}
        >
          <Typography>
            An update is made for every row of the last edition and for every commitment that it did
            not list, with its owner and the date {formatDate(round.dates.draftsDueOn)}. Order,
            references and wording are copied and can be edited until the round is sealed.
          </Typography>
          <WaitingChanges round={round} />
        </ConfirmDialog>
      );
    case 'skip':
      return (
        <ReasonDialog
          title={`Skip ${round.title}?`}
          confirmWords="Skip the round"
          hint="Printed in the next edition, which covers this period too."
          onConfirm={(reason) =>
            verb.attempt(() => api.skipRound(round.id, reason), 'The round is skipped')
          }
          onClose={onClose}
        >
          <Typography>
            {round.periodLabel} has no round then. Changes of the register that were to hold from it
            take effect in the next round that opens
            {round.summary && ', and its planned stakeholder summary is skipped with it'}. It can be
            undone until a later round is sealed.
          </Typography>
        </ReasonDialog>
      );
    case 'seal':
      return <SealDialog round={round} onClose={onClose} />;
    case 'unseal':
      return (
        <ReasonDialog
          title={`Unseal ${round.title}?`}
          confirmWords="Unseal the round"
          hint="Shown as an override until someone else has confirmed it."
          isDanger
          onConfirm={(reason) =>
            verb.attempt(() => api.unseal(round.id, reason), 'The round is open again')
          }
          onClose={onClose}
        >
          <Typography>
            The sealed manifest no longer counts, and neither does a signature on it; both are kept.
            Approvals stay.
          </Typography>
        </ReasonDialog>
      );
    case 'publish':
      return <PublishDialog round={round} onClose={onClose} />;
    case 'schedule_publication':
      return <ScheduleDialog round={round} onClose={onClose} />;
    case 'cancel_scheduled_publication':
      return (
        <ConfirmDialog
          title="Cancel the set time?"
          confirmWords="Cancel the set time"
          onConfirm={() =>
            verb.attempt(() => api.cancelSchedule(round.id), 'The set time is cancelled')
          }
          onClose={onClose}
        >
          The round stays signed, and waits for somebody to publish it or to set another time.
        </ConfirmDialog>
      );
    case 'request_early_publication':
      return (
        <ReasonDialog
          title="Ask to publish before the date"
          confirmWords="Ask for it"
          hint="An override: someone else has to confirm it before the round can be published."
          onConfirm={(reason) =>
            verb.attempt(
              () => api.requestEarlyPublication(round.id, reason),
              'Asked: it waits for a second person',
            )
          }
          onClose={onClose}
        >
          <Typography>The publication date is {formatDate(round.dates.publicationOn)}.</Typography>
        </ReasonDialog>
      );
    case 'request_publication_in_hold':
      return (
        <ReasonDialog
          title="Ask to publish during the hold"
          confirmWords="Ask for it"
          hint="An override: someone else has to confirm it before the correction can be published."
          onConfirm={(reason) =>
            verb.attempt(
              () => api.requestPublicationInHold(round.id, reason),
              'Asked: it waits for a second person',
            )
          }
          onClose={onClose}
        >
          <Typography>
            In a hold only a withdrawal or the correction of a fact may go out. Say which it is.
          </Typography>
        </ReasonDialog>
      );
    case 'abandon_correction':
      return (
        <ReasonDialog
          title={`Abandon correction ${round.correctionNo ?? ''}?`}
          confirmWords="Abandon the correction"
          hint="Kept with the copies, for whoever looks later."
          isDanger
          onConfirm={(reason) =>
            verb.attempt(
              () => api.abandonCorrection(round.id, reason),
              'The correction is abandoned',
            )
          }
          onClose={onClose}
        >
          <Typography>
            The published edition stays as it is. The copies and everything written in them are
            kept, marked abandoned; nobody can go on with them. A new correction starts afresh.
          </Typography>
        </ReasonDialog>
      );
    case 'close':
      return (
        <ConfirmDialog
          title={`Close ${round.title}?`}
          confirmWords="Close the round"
          onConfirm={() => verb.attempt(() => api.closeRound(round.id), 'The round is closed')}
          onClose={onClose}
        >
          Nothing more is to be done in it. The edition stays published. Should something in it turn
          out to be wrong, a correction can still be started, and takes the round up again.
        </ConfirmDialog>
      );
  }
}

function PublishDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  return (
    <ConfirmDialog
      title={`Publish ${round.title}?`}
      confirmWords="Publish"
      onConfirm={() => verb.attempt(() => api.publish(round.id), 'Published')}
      onClose={onClose}
    >
      <Typography>
        The signed manifest {round.manifest && <HashText hash={round.manifest.hash} />} becomes a
        public edition at <strong>/editions/{round.slug}</strong>, as a web page and in files.
        Everyone can read it at once. A mistake is put right by a correction; to take it back
        altogether takes two people and a public explanation.
      </Typography>
    </ConfirmDialog>
  );
}
