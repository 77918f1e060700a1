import { TextField } from '@mui/material';

export interface Choice {
  id: string;
  name: string;
}

interface TextChoiceProps {
  label: string;
  value: string;
  choices: Choice[];
  onChange: (id: string) => void;
}

/** Which of several texts is meant. */
export const TextChoice = ({ label, value, choices, onChange }: TextChoiceProps) => (
  <TextField
    select
    label={label}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    sx={{ flex: '1 1 16rem', minWidth: 0, maxWidth: '30rem' }}
  >
    {choices.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </TextField>
);
