import { withoutNoChange } from '@common/content.ts';
import { Alert } from '@mui/material';
import { useState } from 'react';
import type { Content, Revision, UpdateDetail } from '../api/types.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { ContentInputs } from './ContentInputs.tsx';

interface EditDialogProps {
  update: UpdateDetail;
  revision: Revision;
  onClose: () => void;
}

/** A lead changes the words, and so passes the approval on to another lead. */
export function EditDialog({ update, revision, onClose }: EditDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const [given] = useState<Content>(() => {
    // The evidence stays as it was submitted.
    const { evidence: _, ...words } = withoutNoChange(revision.content);
    return words;
  });
  const [content, setContent] = useState(given);
  const save = () =>
    verb.attempt(
      () => api.editAsLead(update.id, revision.id, content),
      'Saved as a new revision; another lead approves it',
    );
  return (
    <FormDialog
      title="Edit the text"
      confirmWords="Save as a new revision"
      onConfirm={save}
      onClose={onClose}
      isConfirmDisabled={content === given}
      width="lg"
    >
      <Alert severity="warning" sx={{ mb: 2 }}>
        Whoever writes a part of the text cannot approve it. If you save, another lead has to
        approve this update. To keep the approval yourself, suggest the changes, or return it with a
        reason.
      </Alert>
      <ContentInputs
        isSummary={update.round.isSummary}
        start={revision.content}
        content={content}
        onChange={setContent}
      />
    </FormDialog>
  );
}
