import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import type { BurnUp, Reminded } from '../api/types.ts';
import { DateText } from '../components/Facts.tsx';
import { withReminders } from './burnUpSteps.ts';

interface BurnUpNumbersProps {
  days: BurnUp['days'];
  reminders: Reminded['days'];
}

/** The numbers that the burn-up chart is drawn from, and who was reminded between them. */
export const BurnUpNumbers = ({ days, reminders }: BurnUpNumbersProps) => (
  <Box component="details" sx={{ mt: 0.5 }}>
    <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', minHeight: 24 }}>
      The numbers behind this chart
    </Typography>
    <Box
      sx={{ overflowX: 'auto', maxWidth: 560 }}
      tabIndex={0}
      role="region"
      aria-label="The numbers behind the burn-up chart"
    >
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>By the end of</TableCell>
            <TableCell align="right">Submitted</TableCell>
            <TableCell align="right">Approved</TableCell>
            <TableCell align="right">People reminded that day</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {withReminders(days, reminders).map(({ day, submitted, approved, people }) => (
            <TableRow key={day}>
              <TableCell component="th" scope="row">
                <DateText value={day} />
              </TableCell>
              <TableCell align="right">{submitted}</TableCell>
              <TableCell align="right">{approved}</TableCell>
              <TableCell align="right">{people}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  </Box>
);
