import ChangedIcon from '@mui/icons-material/EditNoteOutlined';
import NewIcon from '@mui/icons-material/FiberNewOutlined';
import MovedIcon from '@mui/icons-material/SwapVertOutlined';
import OmittedIcon from '@mui/icons-material/RemoveCircleOutlined';
import UnchangedIcon from '@mui/icons-material/DragHandleOutlined';
import { Alert, Box, Button, Paper, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { SigningLine } from '../api/types.ts';
import { formatDate } from '../components/dates.ts';
import { HashText, InstantText, personWords } from '../components/Facts.tsx';
import { EmptyState } from '../components/States.tsx';
import { Tag } from '../components/StateChip.tsx';
import { CHANGE_WORDS } from '../components/words.ts';
import { SigningText } from './SigningText.tsx';

const LOOKS = {
  changed: { tone: 'amber', icon: ChangedIcon },
  new: { tone: 'blue', icon: NewIcon },
  unchanged: { tone: 'grey', icon: UnchangedIcon },
  omitted: { tone: 'red', icon: OmittedIcon },
} as const;

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
          <Line
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

interface LineProps {
  line: SigningLine;
  since?: string;
  isSummary: boolean;
  hasLast: boolean;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

function Line({ line, since, isSummary, hasLast, isOpen, onToggle }: LineProps) {
  const change = line.changedSinceLastEdition;
  return (
    <Paper
      variant="outlined"
      component="details"
      open={isOpen}
      onToggle={(event: React.SyntheticEvent<HTMLDetailsElement>) => {
        if (event.currentTarget.open !== isOpen) onToggle(event.currentTarget.open);
      }}
      sx={{ mb: 0.75, '& > summary': { cursor: 'pointer', px: 2, py: 1, minHeight: 40 } }}
    >
      <summary>
        <Box
          component="span"
          sx={{
            ...{
              display: 'inline-flex',
              flexWrap: 'wrap',
              gap: 1.5,
              alignItems: 'center',
              ml: 0.5,
            },
            // A long title wraps beside its marker, not below it.
            ...{ maxWidth: 'calc(100% - 1.75em)', verticalAlign: 'top' },
          }}
        >
          <strong>{[line.reference, line.title].filter(Boolean).join(' ')}</strong>
          {(hasLast || change === 'omitted') && (
            <Tag {...LOOKS[change]} label={CHANGE_WORDS[change]} />
          )}
          {since && line.changedSinceLastSeal && (
            <Tag tone="violet" icon={ChangedIcon} label={`Changed since ${since}`} />
          )}
          {since && line.movedSinceLastSeal && (
            <Tag
              tone="violet"
              icon={MovedIcon}
              label={`Moved from place ${line.movedSinceLastSeal} to ${line.position}`}
            />
          )}
        </Box>
      </summary>
      <Box sx={{ px: 2.5, pb: 2 }}>
        <Typography variant="body2" sx={{ fontStyle: 'italic', mb: 1.5, maxWidth: '75ch' }}>
          {line.isUntitled ? 'Printed without its heading.' : line.wording}
        </Typography>
        {line.commitments.length > 1 && (
          <Typography variant="body2" sx={{ mb: 1.5 }}>
            Answers: {line.commitments.map(({ title }) => title).join('; ')}
          </Typography>
        )}
        {line.leadOrganisation && (
          <Typography variant="body2" sx={{ mb: 1.5 }}>
            Lead organisation: {line.leadOrganisation}
          </Typography>
        )}
        <SigningText line={line} />
        {line.omission && (
          <Alert severity="info">
            {isSummary ? 'Left out, and not printed' : 'No update this time'}:{' '}
            {line.omission.reason}
            {line.omission.lastReported && ` Last reported in ${line.omission.lastReported.title}.`}
          </Alert>
        )}
        {line.stillTrue && (
          <Typography variant="body2" sx={{ mt: 1.5 }}>
            Still true for publication on {formatDate(line.stillTrue.publicationOn)}:{' '}
            {personWords(line.stillTrue.by, line.stillTrue.onBehalfOf)},{' '}
            <InstantText value={line.stillTrue.at} />
            {line.stillTrue.reason && `, in the owner’s stead: ${line.stillTrue.reason}`}
          </Typography>
        )}
        {line.approvedBy && line.approvedAt && (
          <Typography variant="body2" sx={{ mt: 1.5, color: 'text.secondary' }}>
            Approved by {personWords(line.approvedBy, line.approvedOnBehalfOf)},{' '}
            <InstantText value={line.approvedAt} />
            {line.contentHash && (
              <>
                , hash <HashText hash={line.contentHash} />
              </>
            )}
          </Typography>
        )}
      </Box>
    </Paper>
  );
}
