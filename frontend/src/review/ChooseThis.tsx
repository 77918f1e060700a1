import { Checkbox, FormControlLabel } from '@mui/material';
import { useChosen } from './useChosen.ts';

/** Marks the update that is shown, for approving it with others from the queue. */
export function ChooseThis({ id }: { id: string }) {
  const chosen = useChosen();
  return (
    <FormControlLabel
      control={<Checkbox checked={chosen.ids.includes(id)} onChange={() => chosen.toggle(id)} />}
      label="Choose it, to approve several at once"
    />
  );
}
