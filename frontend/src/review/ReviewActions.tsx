import { Box, Stack, Typography } from '@mui/material';
import type { UpdateDetail } from '../api/types.ts';
import { actionOf, ActionButton, Refusal } from '../components/ActionButton.tsx';
import type { Claim } from './useClaim.ts';

export type Asking =
  'approve' | 'return' | 'suggest' | 'edit' | 'clear' | 'refuse_clearance' | 'reopen' | 'help';

interface ReviewActionsProps {
  update: UpdateDetail;
  onAsk: (asking: Asking) => void;
  claim: Claim;
}

/** The reviewer's acts; what is refused says why and who can. */
export function ReviewActions({ update, onAsk }: ReviewActionsProps) {
  const isInClearance = update.state === 'in_clearance';
  const isApproved = update.state === 'approved';
  return (
    <Box component="section">
      <Typography variant="h2" sx={{ mb: 1 }}>
        Decide
      </Typography>
      <Stack sx={{ gap: 1, alignItems: 'stretch' }}>
        {isInClearance ? (
          <>
            <ActionButton
              action={actionOf(update, 'clear')}
              onAct={() => onAsk('clear')}
              variant="contained"
            >
              Clear
            </ActionButton>
            <ActionButton
              action={actionOf(update, 'refuse_clearance')}
              onAct={() => onAsk('refuse_clearance')}
              variant="outlined"
            >
              Send back
            </ActionButton>
            <Refusal action={actionOf(update, 'clear')} act="clear this" />
          </>
        ) : isApproved ? (
          <>
            <ActionButton
              action={actionOf(update, 'reopen')}
              onAct={() => onAsk('reopen')}
              variant="outlined"
            >
              Reopen
            </ActionButton>
            <Refusal action={actionOf(update, 'reopen')} act="reopen this" />
          </>
        ) : (
          <>
            <ActionButton
              action={actionOf(update, 'approve')}
              onAct={() => onAsk('approve')}
              variant="contained"
            >
              Approve
            </ActionButton>
            <Refusal action={actionOf(update, 'approve')} act="approve this" />
            <ActionButton
              action={actionOf(update, 'return')}
              onAct={() => onAsk('return')}
              variant="outlined"
            >
              Return with a reason
            </ActionButton>
            <ActionButton
              action={actionOf(update, 'suggest')}
              onAct={() => onAsk('suggest')}
              variant="outlined"
            >
              Suggest changes
            </ActionButton>
            <ActionButton
              action={actionOf(update, 'edit')}
              onAct={() => onAsk('edit')}
              variant="outlined"
            >
              Edit the text
            </ActionButton>
          </>
        )}
      </Stack>
    </Box>
  );
}
