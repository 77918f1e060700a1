import { WITHDRAWAL_TYPE_WORDS } from '@common/withdrawal-types.ts';
import { Box, Typography } from '@mui/material';
import type { Withdrawal } from '../api/types.ts';
import { personWords } from '../components/Facts.tsx';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { SecondPerson } from '../components/SecondPerson.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { versionsWords } from './versionsWords.ts';

/** The second person's part in a withdrawal. */
export const DecideWithdrawal = ({ withdrawal }: { withdrawal: Withdrawal }) => (
  <SecondPerson
    asked={withdrawal}
    title={withdrawal.edition.title}
    outcome={withdrawal.state === 'confirmed' ? 'Withdrawn.' : 'Refused.'}
    dialog={(decision, onClose) => (
      <DecisionDialog withdrawal={withdrawal} decision={decision} onClose={onClose} />
    )}
  />
);

interface DecisionDialogProps {
  withdrawal: Withdrawal;
  decision: 'confirm' | 'refuse';
  onClose: () => void;
}

function DecisionDialog({ withdrawal, decision, onClose }: DecisionDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const { id, edition, reasonType, reason, explanation, askedBy, askedOnBehalfOf } = withdrawal;
  const isConfirming = decision === 'confirm';
  return (
    <ConfirmDialog
      title={isConfirming ? 'Withdraw it?' : 'Refuse this withdrawal?'}
      confirmWords={isConfirming ? 'Withdraw it' : 'Refuse it'}
      isDanger={isConfirming}
      onConfirm={() =>
        verb.attempt(
          () => api.decideWithdrawal(id, decision),
          isConfirming ? 'Withdrawn: the public reads the explanation' : 'Refused: nothing changes',
        )
      }
      onClose={onClose}
    >
      <Typography>
        {personWords(askedBy, askedOnBehalfOf)} asks to withdraw {versionsWords(withdrawal)} of “
        {edition.title}”. {WITHDRAWAL_TYPE_WORDS[reasonType]}: {reason}
      </Typography>
      {isConfirming && (
        <>
          <Typography sx={{ mt: 2 }}>In its place the public will read:</Typography>
          <Box
            component="blockquote"
            sx={{
              m: 0,
              my: 1,
              pl: 2,
              borderLeft: 3,
              borderColor: 'divider',
              whiteSpace: 'pre-line',
            }}
          >
            {explanation}
          </Box>
          <Typography>
            Pages and files of what is withdrawn are no longer served; they are kept, and the audit
            trail says who took them back. It cannot be undone: a corrected version can follow.
          </Typography>
        </>
      )}
    </ConfirmDialog>
  );
}
