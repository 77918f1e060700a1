import { Box, TextField, Typography } from '@mui/material';
import type { RoundInput } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';

export type RoundValues = Omit<RoundInput, 'planId' | 'introduction'>;

interface RoundInputsProps {
  values: RoundValues;
  onChange: (values: RoundValues) => void;
  error: unknown;
  /** A summary keeps the period of its round. */
  isSummary?: boolean;
}

const TEXTS: [keyof RoundValues, string, string?][] = [
  ['title', 'Title'],
  ['periodLabel', 'Period, as printed', 'For example 2021/22 Q4 (January to March 2022)'],
  ['slug', 'Address of the edition', 'Small letters, figures and hyphens, as in 2021-22-q4'],
];
const PERIOD: [keyof RoundValues, string][] = [
  ['periodStart', 'Period begins'],
  ['periodEnd', 'Period ends'],
  ['asAt', 'As at'],
];
const DATES: [keyof RoundValues, string][] = [
  ['opensOn', 'Opens'],
  ['draftsDueOn', 'Drafts due'],
  ['reviewDueOn', 'Review due'],
  ['signOffDueOn', 'Sign-off due'],
  ['publicationOn', 'Publication'],
];

/** The fields that planning a round and changing it share. */
export function RoundInputs({ values, onChange, error, isSummary = false }: RoundInputsProps) {
  const texts = isSummary ? TEXTS.filter(([name]) => name !== 'periodLabel') : TEXTS;
  const period = isSummary ? PERIOD.filter(([name]) => name === 'asAt') : PERIOD;
  const field = (name: keyof RoundValues, label: string, hint?: string) => ({
    id: `field-${name}`,
    label,
    value: values[name],
    onChange: (event: { target: { value: string } }) =>
      onChange({ ...values, [name]: event.target.value }),
    error: fieldError(error, name) !== undefined,
    helperText: fieldError(error, name) ?? hint,
    required: true,
    fullWidth: true,
  });
  const dateField = ([name, label]: [keyof RoundValues, string]) => (
    <TextField
      key={name}
      type="date"
      {...field(name, label)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
  const grid = {
    display: 'grid',
    gap: 2,
    gridTemplateColumns: 'repeat(auto-fill, minmax(11rem, 1fr))',
  };
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      {texts.map(([name, label, hint]) => (
        <TextField key={name} {...field(name, label, hint)} />
      ))}
      <Box component="fieldset" sx={{ border: 0, p: 0, m: 0 }}>
        <Typography component="legend" sx={{ fontWeight: 650, mb: 1.5 }}>
          What it reports on
        </Typography>
        <Box sx={grid}>{period.map(dateField)}</Box>
      </Box>
      <Box component="fieldset" sx={{ border: 0, p: 0, m: 0 }}>
        <Typography component="legend" sx={{ fontWeight: 650, mb: 1.5 }}>
          When it is done
        </Typography>
        <Box sx={grid}>{DATES.map(dateField)}</Box>
      </Box>
    </Box>
  );
}
