import { Box, Typography } from '@mui/material';
import type { LateOwners } from '../api/types.ts';
import { formatDate, workingDaysWords } from '../components/dates.ts';
import { personWords } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';

/** What is late and nobody can be asked for, and what to do about it. */
export const UnreachableList = ({ updates }: { updates: LateOwners['unreachable'] }) => (
  <Box sx={{ mt: 2 }}>
    <Typography sx={{ mb: 0.5 }}>
      <strong>Late, and nobody to ask.</strong> Name an owner on the update.
    </Typography>
    <Box component="ul" sx={{ m: 0, pl: 2.5, overflowWrap: 'anywhere' }}>
      {updates.map(({ id, title, dueOn, workingDaysLate, person }) => (
        <li key={id}>
          <RecordLink to={`/updates/${id}`}>{title}</RecordLink>: due {formatDate(dueOn)},{' '}
          {workingDaysWords(-workingDaysLate)}.{' '}
          {person ? `The account of ${personWords(person)} is closed.` : 'It has no owner.'}
        </li>
      ))}
    </Box>
  </Box>
);
