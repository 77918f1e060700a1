import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
  Typography,
} from '@mui/material';
import { useState } from 'react';
import type { PersonRef, UpdateDetail, UpdateSummary } from '../api/types.ts';
import { actionOf, refusalWords } from '../components/ActionButton.tsx';
import { fieldError } from '../components/ErrorSummary.tsx';
import { ConfirmDialog, FormDialog, ReasonDialog } from '../components/FormDialog.tsx';
import { PersonPicker } from '../components/PersonPicker.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { ListingFields } from './ListingFields.tsx';
import { useRecord } from '../providers/useRecord.ts';

export type RowAsking = 'omit' | 'include' | 'assign' | 'edit_listing';

interface RowDialogProps {
  update: UpdateSummary;
  asking: RowAsking;
  onClose: () => void;
}

/** One act on one row; asks the record itself first whether it is possible. */
export function RowDialog({ update, asking, onClose }: RowDialogProps) {
  const { data: detail } = useRecord<UpdateDetail>('updates', update.id);
  if (!detail) return null;
  const action = actionOf(detail, asking);
  if (action && !action.isAllowed) {
    return (
      <Dialog open onClose={onClose} aria-labelledby="refused">
        <DialogTitle id="refused">This is not possible now</DialogTitle>
        <DialogContent>{refusalWords(action)}</DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
        </DialogActions>
      </Dialog>
    );
  }
  switch (asking) {
    case 'assign':
      return <AssignDialog update={detail} onClose={onClose} />;
    case 'edit_listing':
      return <ListingDialog update={detail} onClose={onClose} />;
    default:
      return <OmissionDialog update={detail} asking={asking} onClose={onClose} />;
  }
}

function OmissionDialog({
  update,
  asking,
  onClose,
}: {
  update: UpdateDetail;
  asking: 'omit' | 'include';
  onClose: () => void;
}) {
  const api = useApi();
  const verb = useVerb();
  const { isSummary } = update.round;
  if (asking === 'include') {
    return (
      <ConfirmDialog
        title={`Include “${update.title}” again?`}
        confirmWords="Include it"
        onConfirm={() => verb.attempt(() => api.include(update.id), 'Included again')}
        onClose={onClose}
      >
        The round then needs its approved text before it can be sealed. The omission stays on
        record.
      </ConfirmDialog>
    );
  }
  return (
    <ReasonDialog
      title={`Omit “${update.title}”?`}
      confirmWords="Omit it"
      label={isSummary ? 'Why it is left out' : 'Why there is no update this time'}
      hint={
        isSummary
          ? 'An override: shown, also to the signatory, until someone else has confirmed it.'
          : 'This reason is printed. It is an override: shown until someone else has confirmed it.'
      }
      onConfirm={(reason) => verb.attempt(() => api.omit(update.id, reason), 'Omitted')}
      onClose={onClose}
    >
      <Typography>
        {isSummary
          ? 'The summary is printed without this paragraph. What has been written stays.'
          : 'The edition prints the row with no text, says that there is no update and why, and where it was last reported. What has been written stays.'}
      </Typography>
    </ReasonDialog>
  );
}

function AssignDialog({ update, onClose }: { update: UpdateDetail; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [owner, setOwner] = useState<PersonRef | null>(update.owner ?? null);
  const [respondBy, setRespondBy] = useState(update.respondBy);
  const [error, setError] = useState<unknown>();
  const dateError = fieldError(error, 'respondBy');
  const save = () =>
    verb.attempt(
      () =>
        api.changeUpdate(update.id, {
          version: update.version,
          ...(owner && owner.id !== update.owner?.id && { ownerId: owner.id }),
          ...(respondBy !== update.respondBy && { respondBy }),
        }),
      'Saved',
    );
  return (
    <FormDialog
      title={`Owner and date of “${update.title}”`}
      confirmWords="Save"
      onConfirm={save}
      onClose={onClose}
      onError={setError}
    >
      <Stack sx={{ gap: 2, pt: 1 }}>
        <PersonPicker label="Owner in this round" value={owner} onChange={setOwner} />
        <TextField
          id="field-respondBy"
          type="date"
          label="Words due"
          value={respondBy}
          onChange={(event) => setRespondBy(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
          error={dateError !== undefined}
          helperText={
            dateError ??
            (update.correctionNo > 0
              ? 'A correction has a date of its own: those of its round are over.'
              : undefined)
          }
        />
      </Stack>
    </FormDialog>
  );
}

function ListingDialog({ update, onClose }: { update: UpdateDetail; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [error, setError] = useState<unknown>();
  const [listing, setListing] = useState({
    chapter: update.chapter,
    reference: update.reference ?? '',
    wording: update.wording,
  });
  const save = () =>
    verb.attempt(
      () =>
        api.changeUpdate(update.id, {
          version: update.version,
          listing: { ...listing, reference: listing.reference.trim() || undefined },
        }),
      'Saved',
    );
  return (
    <FormDialog
      title={`How “${update.title}” is printed`}
      confirmWords="Save"
      onConfirm={save}
      onClose={onClose}
      onError={setError}
    >
      <Typography sx={{ mb: 2 }}>
        The listing is no part of the approved text: changing it withdraws no approval.
      </Typography>
      <ListingFields values={listing} onChange={setListing} error={error} />
    </FormDialog>
  );
}
