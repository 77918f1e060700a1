import { useQuery } from '@tanstack/react-query';
import { Typography } from '@mui/material';
import { useState } from 'react';
import type { RegisterChange } from '../api/types.ts';
import { ReasonDialog } from '../components/FormDialog.tsx';
import { QueryStates } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { EffectView } from './EffectView.tsx';
import { pastWords } from './registerWords.ts';

/** Takes a change back: shows what that does, asks why, and leaves both on record. */
export function UndoDialog({ change, onClose }: { change: RegisterChange; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  // Once it is taken back there is nothing left to ask about.
  const [isAsked, setAsked] = useState(false);
  const query = useQuery({
    queryKey: ['register', 'undo', change.id],
    queryFn: () => api.previewUndo(change.id),
    retry: false,
    enabled: !isAsked,
  });
  const preview = query.data;
  const takeBack = (reason: string) => {
    setAsked(true);
    const seen = preview?.hash ? { seen: preview.hash, version: preview.version } : {};
    return verb
      .attempt(() => api.undoChange(change.id, { reason, ...seen }), 'The change is taken back')
      .catch((refusal: unknown) => {
        setAsked(false);
        throw refusal;
      });
  };
  return (
    <ReasonDialog
      title={`Take back: ${pastWords(change)}?`}
      confirmWords="Take it back"
      onConfirm={takeBack}
      onClose={onClose}
      isConfirmDisabled={!preview || preview.refusals.length > 0}
      width="md"
    >
      <Typography>Both stay on record: the change, and that it was taken back.</Typography>
      <QueryStates query={query} what="what this does">
        {(found) => <EffectView preview={found} />}
      </QueryStates>
    </ReasonDialog>
  );
}
