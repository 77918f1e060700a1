import type { SkippedPeriod } from '../api/types.ts';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

export function UndoSkipDialog({
  skipped,
  onClose,
}: {
  skipped: SkippedPeriod;
  onClose: () => void;
}) {
  const api = useApi();
  const verb = useVerb();
  return (
    <ConfirmDialog
      title={`Have a round for ${skipped.periodLabel} after all?`}
      confirmWords="Undo the skipping"
      onConfirm={() => verb.attempt(() => api.undoSkip(skipped.id), 'It is skipped no more')}
      onClose={onClose}
    >
      {skipped.round
        ? `${skipped.round.title} is planned again, with its dates as they were.`
        : 'It is proposed again as the next round.'}{' '}
      That it was skipped stays on record.
    </ConfirmDialog>
  );
}
