import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from '@mui/material';
import { useId, useState } from 'react';
import type { ApprovalResults, UpdateSummary } from '../api/types.ts';
import { ConfirmDialog, STAY_OPEN } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

interface ApproveSeveralDialogProps {
  updates: UpdateSummary[];
  onApproved: (ids: string[]) => void;
  onClose: () => void;
}

const nameOf = ({ reference, title }: UpdateSummary): string =>
  [reference, title].filter(Boolean).join(' ');

/** Asks before several are approved, and then says of each what became of it. */
export function ApproveSeveralDialog({ updates, onApproved, onClose }: ApproveSeveralDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const [results, setResults] = useState<ApprovalResults['results']>();
  if (results) return <Results updates={updates} results={results} onClose={onClose} />;
  const approve = async () => {
    const chosen = updates.map(({ id, latestRevisionId }) => ({
      updateId: id,
      revisionId: latestRevisionId!,
    }));
    const answer = await verb.attempt(() => api.approveSeveral(chosen), 'Each has its result');
    onApproved(answer.results.filter((each) => each.isApproved).map((each) => each.updateId));
    setResults(answer.results);
    return STAY_OPEN;
  };
  const many = updates.length === 1 ? '1 update' : `${updates.length} updates`;
  return (
    <ConfirmDialog
      title={`Approve ${many}?`}
      confirmWords={`Approve ${many}`}
      onConfirm={approve}
      onClose={onClose}
    >
      <Typography sx={{ mb: 1 }}>
        You approve of each exactly the words that you were shown. One that has changed since, or
        that is not yours to approve, is left as it is, and you are told why.
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {updates.map((update) => (
          <li key={update.id}>{nameOf(update)}</li>
        ))}
      </Box>
    </ConfirmDialog>
  );
}

function Results(props: {
  updates: UpdateSummary[];
  results: ApprovalResults['results'];
  onClose: () => void;
}) {
  const { updates, results, onClose } = props;
  const titleId = useId();
  const approved = results.filter(({ isApproved }) => isApproved).length;
  const byId = new Map(updates.map((update) => [update.id, update]));
  // What was refused stands first.
  const inOrder = [...results].sort(
    (one, other) => Number(one.isApproved) - Number(other.isApproved),
  );
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {approved} of {results.length} approved
      </DialogTitle>
      <DialogContent>
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {inOrder.map(({ updateId, refusal }) => (
            <Box component="li" key={updateId} sx={{ mb: 0.75 }}>
              {nameOf(byId.get(updateId)!)}:{' '}
              {refusal ? (
                <>
                  <strong>not approved.</strong> {refusal.title}. {refusal.detail}
                </>
              ) : (
                'approved.'
              )}
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose} autoFocus>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  );
}
