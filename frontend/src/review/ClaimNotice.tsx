import { Alert, Button } from '@mui/material';
import type { UpdateDetail } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { personWords } from '../components/Facts.tsx';
import { useMe } from '../providers/useMe.ts';
import type { Claim } from './useClaim.ts';

/** Who has taken the review; offers to take it when nobody has. */
export function ClaimNotice({ update, claim }: { update: UpdateDetail; claim: Claim }) {
  const me = useMe();
  if (update.claimedBy) {
    const isMine = update.claimedBy.id === me?.person.id;
    return (
      <Alert
        severity={isMine ? 'success' : 'warning'}
        sx={{ mb: 2 }}
        action={
          isMine
            ? isAllowed(update, 'release') && (
                <Button color="inherit" onClick={() => void claim.release()}>
                  Give it back
                </Button>
              )
            : isAllowed(update, 'take_over') && (
                <Button color="inherit" onClick={() => void claim.takeOver()}>
                  Take it over
                </Button>
              )
        }
      >
        {isMine
          ? 'You have taken this review. Others see that you are on it.'
          : `${personWords(update.claimedBy)} has taken this review.`}
      </Alert>
    );
  }
  if (!isAllowed(update, 'claim')) return null;
  return (
    <Alert
      severity="info"
      sx={{ mb: 2 }}
      action={
        <Button variant="outlined" color="inherit" onClick={() => void claim.take()}>
          Take this review
        </Button>
      }
    >
      Nobody is on this one. Take it, so that no one else reviews it at the same time.
    </Alert>
  );
}
