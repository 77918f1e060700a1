import { Button } from '@mui/material';
import { useState } from 'react';
import type { UpdateDetail } from '../api/types.ts';
import type { DraftSaver } from './DraftSaver.ts';
import { useRevisions } from './LeadEdits.tsx';
import { RevisionDialog } from './RevisionDialog.tsx';

/** The draft beside the last edition or what was submitted before, for everybody who writes it. */
export function CompareDraft({ update, saver }: { update: UpdateDetail; saver: DraftSaver }) {
  const [isOpen, setOpen] = useState(false);
  const revisions = useRevisions(update);
  if (!update.previous && !update.latestRevision) return null;
  return (
    <>
      <Button size="large" onClick={() => setOpen(true)}>
        See what changed
      </Button>
      {isOpen && (
        <RevisionDialog
          update={{ ...update, hasDraft: true }}
          revisions={revisions.data?.data ?? []}
          settle={() => saver.settledVersion()}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
