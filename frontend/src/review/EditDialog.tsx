import { Alert, Typography } from '@mui/material';
import type { Revision, UpdateDetail } from '../api/types.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { sameContent } from '../updates/draftText.ts';
import { ContentInputs } from './ContentInputs.tsx';
import { ProposalBegun } from './ProposalBegun.tsx';
import { useProposal } from './useProposal.ts';

interface EditDialogProps {
  update: UpdateDetail;
  revision: Revision;
  onClose: () => void;
}

/** A lead changes the words, and so passes the approval on to another lead. */
export function EditDialog({ update, revision, onClose }: EditDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const proposal = useProposal(update.id, 'edit', revision);
  const { content, given, start } = proposal;
  const save = async () => {
    await verb.attempt(
      () => api.editAsLead(update.id, revision.id, content),
      'Saved as a new revision; another lead approves it',
    );
    proposal.forget();
  };
  return (
    <FormDialog
      title="Edit the text"
      confirmWords="Save as a new revision"
      onConfirm={save}
      onClose={onClose}
      isConfirmDisabled={sameContent(content, given)}
      width="lg"
    >
      <Alert severity="warning" sx={{ mb: 2 }}>
        Whoever writes a part of the text cannot approve it: if you save, another lead has to.
        <Typography sx={{ my: 0.75, fontWeight: 650 }}>{update.approvalAfterEdit}</Typography>
        To keep the approval yourself, suggest the changes, or return it with a reason.
      </Alert>
      <ProposalBegun proposal={proposal} />
      <ContentInputs
        isSummary={update.round.isSummary}
        start={start}
        content={content}
        onChange={proposal.change}
      />
    </FormDialog>
  );
}
