import { Stack, TextField } from '@mui/material';
import { fieldError } from '../components/ErrorSummary.tsx';

export interface ListingValues {
  chapter: string;
  reference: string;
  wording: string;
}

interface ListingFieldsProps {
  values: ListingValues;
  onChange: (values: ListingValues) => void;
  error?: unknown;
}

/** How a row is printed: chapter, reference, the commitment's wording. */
export function ListingFields({ values, onChange, error }: ListingFieldsProps) {
  const field = (name: keyof ListingValues) => ({
    id: `field-${name}`,
    value: values[name],
    onChange: (event: { target: { value: string } }) =>
      onChange({ ...values, [name]: event.target.value }),
    error: fieldError(error, name) !== undefined,
    helperText: fieldError(error, name),
    fullWidth: true,
  });
  return (
    <Stack sx={{ gap: 2, pt: 1 }}>
      <TextField label="Chapter" {...field('chapter')} required />
      <TextField label="Reference, if it has one" {...field('reference')} sx={{ maxWidth: 240 }} />
      <TextField
        label="Wording of the commitment"
        {...field('wording')}
        multiline
        minRows={3}
        required
      />
    </Stack>
  );
}
