import { Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { Round } from '../api/types.ts';
import { formatDate, londonFields } from '../components/dates.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

/** When what is signed publishes itself: a date and a time in London. */
export function ScheduleDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const set = round.schedule?.state === 'waiting' ? new Date(round.schedule.publishAt) : undefined;
  const [when, setWhen] = useState(
    set ? londonFields(set) : { date: round.dates.publicationOn, time: '09:30' },
  );
  const [error, setError] = useState<unknown>();
  const wrong = fieldError(error, 'at');
  const field = (name: 'date' | 'time') => ({
    id: name === 'date' ? 'field-at' : 'field-time',
    type: name,
    value: when[name],
    onChange: (event: { target: { value: string } }) =>
      setWhen({ ...when, [name]: event.target.value }),
    required: true,
    fullWidth: true,
    error: wrong !== undefined,
    slotProps: { inputLabel: { shrink: true } },
  });
  return (
    <FormDialog
      title={`${set ? 'Change the time' : 'Set a time'} for publishing ${round.title}`}
      confirmWords={set ? 'Change the time' : 'Set the time'}
      onConfirm={() =>
        verb.attempt(
          () => api.schedulePublication(round.id, `${when.date}T${when.time}`),
          'The time is set',
        )
      }
      onError={setError}
      onClose={onClose}
    >
      <Typography sx={{ mb: 2 }}>
        It publishes itself then, in your name. Everything is checked again at that moment: if
        anything stands in the way, nothing is published, and the secretariat is told. Until then
        the time can be changed or cancelled.
      </Typography>
      <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: 2 }}>
        <TextField
          {...field('date')}
          label="Date"
          helperText={
            wrong ??
            (round.correctionNo
              ? undefined
              : `The publication date is ${formatDate(round.dates.publicationOn)}.`)
          }
          autoFocus
        />
        <TextField {...field('time')} label="Time in London" />
      </Stack>
    </FormDialog>
  );
}
