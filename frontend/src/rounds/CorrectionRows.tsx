import { Box, Checkbox, FormControlLabel, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { UpdateSummary } from '../api/types.ts';
import { MOST_SHOWN, shownRows } from './shownRows.ts';

/** More than that are found sooner by their words than by scrolling. */
const FOUND_BY_EYE = 12;

interface CorrectionRowsProps {
  rows: readonly UpdateSummary[];
  chosen: readonly string[];
  onChoose: (ids: string[]) => void;
  noun: 'row' | 'paragraph';
}

const labelOf = ({ reference, title, isOmitted }: UpdateSummary): string =>
  [reference, title, isOmitted && '(printed without an update)'].filter(Boolean).join(' ');

/** The rows of the edition, to be ticked; what is ticked stays so, and in sight, whatever is looked for. */
export function CorrectionRows({ rows, chosen, onChoose, noun }: CorrectionRowsProps) {
  const [sought, setSought] = useState('');
  const words = sought.trim().toLowerCase();
  const found = rows.filter((row) => labelOf(row).toLowerCase().includes(words));
  const shown = shownRows(rows, found, chosen);
  const isLong = rows.length > FOUND_BY_EYE;
  return (
    <>
      {isLong && (
        <TextField
          id="field-sought"
          label={`Find a ${noun}`}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          fullWidth
          helperText="By its reference or its title."
          sx={{ mb: 1 }}
        />
      )}
      <Box
        role="group"
        aria-label={`${noun === 'row' ? 'Rows' : 'Paragraphs'} to correct`}
        tabIndex={0}
        sx={{
          maxHeight: 280,
          overflowY: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          px: 1.5,
          display: 'grid',
        }}
      >
        {shown.map((row) => (
          <FormControlLabel
            key={row.id}
            control={
              <Checkbox
                checked={chosen.includes(row.id)}
                onChange={(event) =>
                  onChoose(
                    event.target.checked
                      ? [...chosen, row.id]
                      : chosen.filter((other) => other !== row.id),
                  )
                }
              />
            }
            label={labelOf(row)}
          />
        ))}
      </Box>
      <Typography role="status" variant="body2" sx={{ mt: 0.5, mb: 1.5 }}>
        {isLong && words ? `${found.length} of ${rows.length} found. ` : ''}
        {found.length > MOST_SHOWN
          ? `The first ${MOST_SHOWN} of ${found.length} stand here: type words of the others to find them. `
          : ''}
        {chosen.length === 0
          ? `No ${noun} chosen.`
          : `${chosen.length} ${chosen.length === 1 ? noun : `${noun}s`} chosen.`}
      </Typography>
    </>
  );
}
