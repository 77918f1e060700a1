import { Typography } from '@mui/material';
import { useState } from 'react';
import type { CommitmentDetail, PersonRef } from '../api/types.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { PersonPicker } from '../components/PersonPicker.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

interface OwnerDialogProps {
  commitment: CommitmentDetail;
  onClose: () => void;
}

export function OwnerDialog({ commitment, onClose }: OwnerDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const [owner, setOwner] = useState<PersonRef | null>(commitment.owner ?? null);
  const save = () =>
    verb.attempt(
      () => api.assignCommitment(commitment.id, commitment.version, owner!.id),
      `${owner!.name} now owns the commitment`,
    );
  return (
    <FormDialog
      title="Change the owner"
      confirmWords="Change the owner"
      onConfirm={save}
      onClose={onClose}
      isConfirmDisabled={!owner || owner.id === commitment.owner?.id}
    >
      <Typography sx={{ mb: 2 }}>
        The owner writes this commitment’s updates from the next round on. An update that is already
        open keeps its own owner; change that one in the round.
      </Typography>
      <PersonPicker label="Owner" value={owner} onChange={setOwner} />
    </FormDialog>
  );
}
