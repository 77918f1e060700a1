import { Box, Button, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { SigningLine } from '../api/types.ts';
import { EmptyState } from '../components/States.tsx';
import { SigningRow } from './SigningRow.tsx';

type Which = 'all' | 'changed' | 'since_seal' | 'omitted';

const isShown = (line: SigningLine, which: Which): boolean => {
  const change = line.changedSinceLastEdition;
  if (which === 'changed') return change === 'changed' || change === 'new';
  if (which === 'omitted') return change === 'omitted';
  return which === 'all' || isChangedSinceSeal(line);
};

/** It would be printed otherwise than in the seal before, or in another place. */
export const isChangedSinceSeal = (line: SigningLine): boolean =>
  line.changedSinceLastSeal === true || line.movedSinceLastSeal !== undefined;

/** Every row with its text, in the order in which it will be printed. */
export function SigningLines({
  lines,
  since,
  isSummary = false,
  hasLast,
}: {
  lines: SigningLine[];
  /** What they are compared with, said after “Changed since”; it opens on those. */
  since?: string;
  isSummary?: boolean;
  /** Whether there is an edition before it to compare with. */
  hasLast: boolean;
}) {
  const noun = isSummary ? 'paragraph' : 'row';
  const [which, setWhich] = useState<Which>(since ? 'since_seal' : 'all');
  const [open, setOpen] = useState<ReadonlySet<string>>(
    // A narrative is read in one go.
    () => new Set(isSummary ? lines.map(({ updateId }) => updateId) : []),
  );
  const shown = lines.filter((line) => isShown(line, which));
  const toggle = (id: string, isOpen: boolean) => {
    const next = new Set(open);
    if (isOpen) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', mb: 2, alignItems: 'center' }}>
        <TextField
          select
          label="Show"
          value={which}
          onChange={(event) => setWhich(event.target.value as Which)}
          slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
          sx={{ minWidth: 260 }}
        >
          <option value="all">Every {noun}</option>
          {hasLast && <option value="changed">Changed since the last edition, or new</option>}
          {since && <option value="since_seal">Changed since {since}</option>}
          <option value="omitted">{isSummary ? 'Left out' : 'Omitted'}</option>
        </TextField>
        <Button onClick={() => setOpen(new Set(shown.map(({ updateId }) => updateId)))}>
          Open all texts
        </Button>
        <Button onClick={() => setOpen(new Set())}>Close all</Button>
        <Typography variant="body2" aria-live="polite">
          {shown.length} of {lines.length} {noun}s
        </Typography>
      </Box>
      {shown.length === 0 && <EmptyState title={`No such ${noun}`} />}
      {shown.map((line, index) => (
        <Box key={line.updateId}>
          {line.chapter !== shown[index - 1]?.chapter && (
            <Typography variant="h3" sx={{ mt: index === 0 ? 0 : 3, mb: 1 }}>
              {line.chapter}
            </Typography>
          )}
          <SigningRow
            line={line}
            since={since}
            isSummary={isSummary}
            hasLast={hasLast}
            isOpen={open.has(line.updateId)}
            onToggle={(isOpen) => toggle(line.updateId, isOpen)}
          />
        </Box>
      ))}
    </>
  );
}
