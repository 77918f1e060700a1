import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import { Box, Button, Paper, Typography } from '@mui/material';
import type { WorkLine } from '../api/types.ts';
import { personWords } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { Section } from '../layout/Page.tsx';
import { addressOf, isEnding, KIND_HINTS, KIND_WORDS } from './workChoices.ts';

interface WorkLinesProps {
  lines: WorkLine[];
  /** For one line, or for all of its kind. */
  onChoose: (line: WorkLine, scope: 'line' | 'kind') => void;
}

/** Lines of one kind: each with where it stands and what becomes of it. */
export function WorkLines({ lines, onChoose }: WorkLinesProps) {
  const first = lines[0]!;
  const { what } = first;
  const mayChoose = what !== 'role';
  return (
    <Section
      title={`${KIND_WORDS[what]} (${lines.length})`}
      aside={
        mayChoose &&
        lines.length > 1 && (
          <Button
            onClick={() => onChoose(first, 'kind')}
            aria-label={`Choose for all of these: ${KIND_WORDS[what]}`}
          >
            Choose for all of these
          </Button>
        )
      }
    >
      {KIND_HINTS[what] && (
        <Typography sx={{ color: 'text.secondary', mb: 1, mt: -1 }}>{KIND_HINTS[what]}</Typography>
      )}
      <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, px: 2.5, py: 0.5 }}>
        {lines.map((line) => (
          <Box
            component="li"
            key={line.id}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 5fr) minmax(0, 4fr) auto' },
              columnGap: 3,
              rowGap: 0.5,
              alignItems: 'center',
              py: 1,
              '& + &': { borderTop: 1, borderColor: 'divider' },
            }}
          >
            <div>
              <LineTitle line={line} />
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {line.detail}
              </Typography>
            </div>
            <Outcome line={line} />
            {mayChoose && (
              <Button
                size="small"
                sx={{ justifySelf: 'start' }}
                onClick={() => onChoose(line, 'line')}
                aria-label={`Choose otherwise: ${line.title}`}
              >
                Choose otherwise
              </Button>
            )}
          </Box>
        ))}
      </Paper>
    </Section>
  );
}

function LineTitle({ line }: { line: WorkLine }) {
  const address = addressOf(line.about);
  return address ? (
    <RecordLink to={address}>{line.title}</RecordLink>
  ) : (
    <strong>{line.title}</strong>
  );
}

function Outcome({ line }: { line: WorkLine }) {
  const { what, outcome, to, why, notes } = line;
  return (
    <div>
      {outcome === 'handed_on' && to && (
        <>
          To <strong>{personWords(to)}</strong>
        </>
      )}
      {outcome === 'ended' && <strong>{what === 'claim' ? 'Released' : 'Ends'}</strong>}
      {outcome === 'stays' && (
        <>
          <strong>Stays as it is.</strong> {isEnding(what) ? '' : why}
        </>
      )}
      {notes.map((note) => (
        <Typography key={note} variant="body2" sx={{ display: 'flex', gap: 0.75, mt: 0.5 }}>
          <WarningIcon fontSize="small" color="warning" titleAccess="Note" sx={{ mt: '2px' }} />
          <span>{note}</span>
        </Typography>
      ))}
    </div>
  );
}
