import { Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { FormDialog } from '../components/FormDialog.tsx';
import { formatInstant, londonFields, londonInstant } from '../components/dates.ts';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

/** An administrator moves the demonstration's clock forward; never back. */
export default function AdvanceClockDialog({ now, onClose }: { now: Date; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [fields, setFields] = useState(() => londonFields(now));
  const save = async () => {
    const to = londonInstant(fields.date, fields.time);
    await verb.attempt(() => api.advanceClock(to), `It is now ${formatInstant(to)}`);
    onClose();
  };
  return (
    <FormDialog
      title="Move the demonstration’s clock"
      confirmWords="Move the clock forward"
      onConfirm={save}
      onClose={onClose}
    >
      <Typography sx={{ mb: 2 }}>
        It is {formatInstant(now)} in London. The clock goes forward only, for everyone, and what
        falls due in between happens at once. It cannot be undone.
      </Typography>
      <Stack direction="row" sx={{ gap: 2 }}>
        <TextField
          type="date"
          label="Date"
          value={fields.date}
          onChange={(event) => setFields({ ...fields, date: event.target.value })}
          slotProps={{ inputLabel: { shrink: true } }}
          required
          fullWidth
        />
        <TextField
          type="time"
          label="Time in London"
          value={fields.time}
          onChange={(event) => setFields({ ...fields, time: event.target.value })}
          slotProps={{ inputLabel: { shrink: true } }}
          required
          fullWidth
        />
      </Stack>
    </FormDialog>
  );
}
