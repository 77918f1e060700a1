import { WITHDRAWAL_TYPE_WORDS } from '@common/withdrawal-types.ts';
import { Box, Typography } from '@mui/material';
import { useState } from 'react';
import type { Withdrawal } from '../api/types.ts';
import { actionOf, ActionButton } from '../components/ActionButton.tsx';
import { InstantText, PersonName, personWords } from '../components/Facts.tsx';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { versionsWords } from './versionsWords.ts';

/** What was decided and by whom; or the buttons for the second person. */
export function DecideWithdrawal({ withdrawal }: { withdrawal: Withdrawal }) {
  const [asking, setAsking] = useState<'confirm' | 'refuse'>();
  const { state, edition, decidedBy, decidedOnBehalfOf, decidedAt } = withdrawal;
  if (decidedBy && decidedAt) {
    return (
      <>
        {state === 'confirmed' ? 'Withdrawn. ' : 'Refused. '}
        <PersonName person={decidedBy} onBehalfOf={decidedOnBehalfOf} />,{' '}
        <InstantText value={decidedAt} />
      </>
    );
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <ActionButton
        action={actionOf(withdrawal, 'confirm')}
        onAct={() => setAsking('confirm')}
        variant="outlined"
        size="small"
        aria-label={`Look and confirm: ${edition.title}`}
      >
        Look and confirm
      </ActionButton>
      <ActionButton
        action={actionOf(withdrawal, 'refuse')}
        onAct={() => setAsking('refuse')}
        size="small"
        aria-label={`Refuse: ${edition.title}`}
      >
        Refuse
      </ActionButton>
      {asking && (
        <DecisionDialog
          withdrawal={withdrawal}
          decision={asking}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Box>
  );
}

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
