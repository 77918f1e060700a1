import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SigningLine } from '../api/types.ts';
import { DiffView } from '../components/DiffView.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { QueryStates } from '../components/States.tsx';
import { useApi } from '../providers/useMe.ts';

/** A row's text as it will be printed; of a changed one, on request, its difference from the last edition. */
export function SigningText({ line }: { line: SigningLine }) {
  const [isComparing, setComparing] = useState(false);
  if (!line.content) return null;
  return (
    <>
      {line.changedSinceLastEdition === 'changed' && (
        <Button
          size="small"
          variant="outlined"
          aria-pressed={isComparing}
          onClick={() => setComparing(!isComparing)}
          sx={{ mb: 1.5 }}
        >
          {isComparing ? 'Show as it will be printed' : 'Show what changed'}
        </Button>
      )}
      {isComparing ? (
        <Comparison updateId={line.updateId} />
      ) : (
        <ContentView content={line.content} />
      )}
    </>
  );
}

function Comparison({ updateId }: { updateId: string }) {
  const api = useApi();
  const diff = useQuery({
    queryKey: ['diff', updateId, 'last_edition', 'latest'],
    queryFn: () => api.getDiff(updateId, 'last_edition', 'latest'),
  });
  return (
    <QueryStates query={diff} what="what changed">
      {(answer) => <DiffView answer={answer} />}
    </QueryStates>
  );
}
