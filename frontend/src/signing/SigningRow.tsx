import ChangedIcon from '@mui/icons-material/EditNoteOutlined';
import NewIcon from '@mui/icons-material/FiberNewOutlined';
import MovedIcon from '@mui/icons-material/SwapVertOutlined';
import OmittedIcon from '@mui/icons-material/RemoveCircleOutlined';
import UnchangedIcon from '@mui/icons-material/DragHandleOutlined';
import { Alert, Box, Paper, Typography } from '@mui/material';
import type { SigningLine } from '../api/types.ts';
import { formatDate } from '../components/dates.ts';
import { HashText, InstantText, personWords } from '../components/Facts.tsx';
import { Tag } from '../components/StateChip.tsx';
import { CHANGE_WORDS } from '../components/words.ts';
import { SigningText } from './SigningText.tsx';

const LOOKS = {
  changed: { tone: 'amber', icon: ChangedIcon },
  new: { tone: 'blue', icon: NewIcon },
  unchanged: { tone: 'grey', icon: UnchangedIcon },
  omitted: { tone: 'red', icon: OmittedIcon },
} as const;

interface LineProps {
  line: SigningLine;
  since?: string;
  isSummary: boolean;
  hasLast: boolean;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

/** One row as it will be printed, with what about it is new and who approved it. */
export function SigningRow({ line, since, isSummary, hasLast, isOpen, onToggle }: LineProps) {
  const change = line.changedSinceLastEdition;
  return (
    <Paper
      variant="outlined"
      component="details"
      open={isOpen}
      onToggle={(event: React.SyntheticEvent<HTMLDetailsElement>) => {
        if (event.currentTarget.open !== isOpen) onToggle(event.currentTarget.open);
      }}
      sx={{
        mb: 0.75,
        '& > summary': {
          ...{ cursor: 'pointer', ml: 4, pr: 2, py: 1 },
          listStylePosition: 'outside',
        },
      }}
    >
      <summary>
        <Box
          component="span"
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 1.5,
            rowGap: 0.5,
            alignItems: 'center',
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
            {lastReportedWords(line, isSummary)}
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

/** Where an omitted row of a table was last reported on; a paragraph left out is not printed at all. */
function lastReportedWords({ omission }: SigningLine, isSummary: boolean): string {
  if (isSummary) return '';
  const last = omission?.lastReported;
  return last ? ` Last reported in ${last.title}.` : ' It has not been reported on before.';
}
