import { Box, Button, Typography } from '@mui/material';
import { useId, useState, type DragEvent } from 'react';
import { EmptyState, QueryStates } from '../components/States.tsx';
import { AddEvidenceDialog } from './AddEvidenceDialog.tsx';
import { EvidenceBegun } from './EvidenceBegun.tsx';
import { EvidenceItem } from './EvidenceItem.tsx';
import { useEvidence } from './evidenceApi.ts';

type Adding = { kind: 'link' | 'file'; dropped?: File };

/** What stands behind an update: links and files, for who writes its text. */
export function EvidenceSection({ updateId }: { updateId: string }) {
  const query = useEvidence(updateId);
  const headingId = useId();
  const [adding, setAdding] = useState<Adding>();
  const [isOver, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (!dropped) return;
    event.preventDefault();
    setAdding({ kind: 'file', dropped });
  };
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const dropping = { onDrop, onDragOver, onDragLeave: () => setOver(false) };
  return (
    <Box
      component="section"
      aria-labelledby={headingId}
      {...dropping}
      sx={{
        mb: 3,
        borderRadius: 1,
        outline: isOver ? '2px dashed' : 'none',
        outlineColor: 'primary.main',
        outlineOffset: 6,
      }}
    >
      <Typography variant="h3" component="h2" id={headingId} sx={{ mb: 1 }}>
        Evidence
      </Typography>
      <QueryStates query={query} what="the evidence">
        {(items) =>
          items.length > 0 ? (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {items.map((item) => (
                <EvidenceItem key={item.position} updateId={updateId} item={item} />
              ))}
            </Box>
          ) : (
            <EmptyState title="No evidence yet">
              Add a link or a file that shows what the text says. The reviewers see it; the public
              only what you mark for that.
            </EmptyState>
          )
        }
      </QueryStates>
      <Box sx={{ mt: 1.5 }}>
        {!adding && <EvidenceBegun updateId={updateId} onGoOn={(kind) => setAdding({ kind })} />}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Button variant="outlined" onClick={() => setAdding({ kind: 'link' })}>
          Add a link
        </Button>
        <Button variant="outlined" onClick={() => setAdding({ kind: 'file' })}>
          Add a file
        </Button>
        <Typography
          variant="body2"
          sx={{ display: { xs: 'none', sm: 'block' }, color: 'text.secondary' }}
        >
          or drop a file here
        </Typography>
      </Box>
      {adding && (
        <AddEvidenceDialog
          updateId={updateId}
          kind={adding.kind}
          dropped={adding.dropped}
          onClose={() => setAdding(undefined)}
        />
      )}
    </Box>
  );
}
