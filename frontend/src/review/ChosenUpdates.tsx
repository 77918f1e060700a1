import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { UpdateSummary } from '../api/types.ts';
import { useMe } from '../providers/useMe.ts';
import { ApproveSeveralDialog } from './ApproveSeveralDialog.tsx';
import { MOST_AT_ONCE, whyNotChosen } from './choosable.ts';
import { KeyboardHelp, QUEUE_KEYS } from './KeyboardHelp.tsx';
import { QUEUES } from './queues.ts';
import { useChosen } from './useChosen.ts';
import { useQueue } from './useQueue.ts';
import { useQueueKeys } from './useQueueKeys.ts';

const countWords = (count: number): string => (count === 1 ? '1 update' : `${count} updates`);

/** How many are chosen, and what is done with them. */
export function ChosenUpdates() {
  const me = useMe();
  const chosen = useChosen();
  const queue = useQueue(QUEUES.review);
  const [approving, setApproving] = useState<UpdateSummary[]>();
  const [isHelp, setHelp] = useState(false);
  // Rows that have left the queue since, or changed, are chosen no longer.
  const updates = (queue.data ?? []).filter(
    (update) => chosen.ids.includes(update.id) && !whyNotChosen(update, me?.person.id),
  );
  const isTooMany = updates.length > MOST_AT_ONCE;
  const mayApprove = updates.length > 0 && !isTooMany;
  useQueueKeys({
    x: (id) => {
      const update = queue.data?.find((each) => each.id === id);
      if (update && !whyNotChosen(update, me?.person.id)) chosen.toggle(id);
    },
    a: () => mayApprove && setApproving(updates),
    help: () => setHelp(true),
  });
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1.5 }}>
      <Typography variant="body2" role="status" sx={{ mr: 1 }}>
        {updates.length === 0
          ? 'Those whose changes you have opened can be chosen and approved together.'
          : `${countWords(updates.length)} chosen.${isTooMany ? ` At most ${MOST_AT_ONCE} are approved at once.` : ''}`}
      </Typography>
      {updates.length > 0 && (
        <>
          <Button size="small" onClick={() => chosen.select([])}>
            Choose none
          </Button>
          <Button
            size="small"
            variant="contained"
            disabled={!mayApprove}
            onClick={() => setApproving(updates)}
          >
            Approve {countWords(updates.length)}
          </Button>
        </>
      )}
      <Button size="small" onClick={() => setHelp(true)}>
        Keyboard help
      </Button>
      {isHelp && <KeyboardHelp keys={QUEUE_KEYS} onClose={() => setHelp(false)} />}
      {approving && (
        <ApproveSeveralDialog
          updates={approving}
          onApproved={(ids) => chosen.select(chosen.ids.filter((id) => !ids.includes(id)))}
          onClose={() => setApproving(undefined)}
        />
      )}
    </Box>
  );
}
