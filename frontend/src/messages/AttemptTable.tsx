import { Paper, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import type { Message } from '../api/types.ts';
import { InstantText } from '../components/Facts.tsx';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { sentence } from '../components/words.ts';

const OUTCOME_WORDS: Record<string, string> = {
  accepted: 'Accepted for delivery',
  refused: 'Refused for good',
  later: 'Refused for now, tried again later',
  unavailable: 'The provider was away',
  unknown: 'The answer was lost',
};

/** Each time a message was handed over, and what was answered. */
export function AttemptTable({ attempts }: { attempts: Message['attempts'] }) {
  if (attempts.length === 0) {
    return <Typography sx={{ color: 'text.secondary' }}>It was never handed over.</Typography>;
  }
  return (
    <Paper
      variant="outlined"
      sx={{ maxWidth: 1100, overflowX: 'auto' }}
      tabIndex={0}
      role="region"
      aria-label="Attempts"
    >
      <Table size="small">
        <caption style={{ captionSide: 'top', padding: 0 }}>
          <VisuallyHidden>Attempts to send this message</VisuallyHidden>
        </caption>
        <TableHead>
          <TableRow>
            {['When', 'To', 'Outcome', 'By', 'Their number'].map((label) => (
              <TableCell key={label}>{label}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {attempts.map((attempt) => (
            <TableRow key={attempt.attemptedAt}>
              <TableCell component="th" scope="row">
                <InstantText value={attempt.attemptedAt} />
              </TableCell>
              <TableCell>{attempt.address}</TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere', minWidth: 220 }}>
                {OUTCOME_WORDS[attempt.outcome] ?? sentence(attempt.outcome.replaceAll('_', ' '))}
                {attempt.words && `: ${attempt.words}`}
              </TableCell>
              <TableCell>{attempt.provider}</TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{attempt.providerId ?? ''}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Paper>
  );
}
