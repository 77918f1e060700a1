import { DELIVERIES, DELIVERY_WORDS, withoutNoChange, type Delivery } from '@common/content.ts';
import { Alert, TextField, Typography } from '@mui/material';
import { lazy, Suspense, useId, useState } from 'react';
import type { Content, Revision, UpdateDetail } from '../api/types.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { LoadingState } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

const RichTextEditor = lazy(() => import('../components/RichTextEditor.tsx'));

interface EditDialogProps {
  update: UpdateDetail;
  revision: Revision;
  onClose: () => void;
}

/** A lead changes the words, and so passes the approval on to another lead. */
export function EditDialog({ update, revision, onClose }: EditDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const labelId = useId();
  const [given] = useState<Content>(() => withoutNoChange(revision.content));
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
        approve this update. To keep the approval yourself, return it with a reason instead.
      </Alert>
      <Typography variant="h3" component="p" id={labelId} sx={{ mb: 1 }}>
        The text
      </Typography>
      <Suspense fallback={<LoadingState what="the editor" />}>
        <RichTextEditor
          labelId={labelId}
          document={revision.content.document}
          onChange={(document) => setContent((now) => ({ ...now, document }))}
          minHeight={220}
        />
      </Suspense>
      <TextField
        select
        label="Delivery status"
        value={content.delivery ?? ''}
        onChange={(event) => setContent({ ...content, delivery: event.target.value as Delivery })}
        slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
        sx={{ my: 2, minWidth: 280 }}
      >
        {!content.delivery && <option value="">Choose</option>}
        {DELIVERIES.map((delivery) => (
          <option key={delivery} value={delivery}>
            {DELIVERY_WORDS[delivery]}
          </option>
        ))}
      </TextField>
      <TextField
        label="Next milestone"
        value={content.nextMilestone ?? ''}
        onChange={(event) =>
          setContent({ ...content, nextMilestone: event.target.value || undefined })
        }
        fullWidth
      />
    </FormDialog>
  );
}
