import { Typography } from '@mui/material';
import { formatDate } from '../components/dates.ts';

interface NewRowsDueProps {
  /** Absent: with the others. */
  on?: string;
  /** What is new: a row or a paragraph. */
  what: string;
}

/** By when words are due of what an open round gains after its own date for drafts. */
export const NewRowsDue = ({ on, what }: NewRowsDueProps) =>
  on ? (
    <Typography role="note" sx={{ color: 'text.secondary', my: 1, maxWidth: '80ch' }}>
      The round’s date for drafts has come: the words of {what} that is added now are due on{' '}
      {formatDate(on)}. That date can be changed under “Owner and date” in the round.
    </Typography>
  ) : null;
