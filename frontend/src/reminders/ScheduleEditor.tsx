import { Alert, Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { RoundReminders } from '../api/types.ts';
import { ErrorSummary } from '../components/ErrorSummary.tsx';
import { EmptyState } from '../components/States.tsx';
import { UnsavedGuard } from '../components/UnsavedGuard.tsx';
import { problemOf } from '../providers/httpClient.ts';
import { LayoutBar } from '../rounds/LayoutBar.tsx';
import { RuleRow } from './RuleRow.tsx';
import type { Schedule } from './useSchedule.ts';

interface ScheduleEditorProps {
  schedule: Schedule;
  kinds: RoundReminders['kinds'];
  /** Only to be read. */
  isFixed: boolean;
  /** Where it comes from. */
  origin: string;
}

/** The schedule as sentences, each of which can be changed in its place. */
export function ScheduleEditor({ schedule, kinds, isFixed, origin }: ScheduleEditorProps) {
  const { rows, error, isDirty, isOvertaken } = schedule;
  const [open, setOpen] = useState<readonly number[]>([]);
  const isWrong = (index: number): boolean =>
    error !== undefined &&
    (problemOf(error).issues ?? []).some(({ field }) => field.startsWith(`rules.${index}.`));
  const show = (key: number) => setOpen([...open, key]);
  const add = () => show(schedule.add({ rule: 'before_due', days: 3, to: ['owner'] }).key);
  return (
    <Box sx={{ maxWidth: 900 }}>
      <UnsavedGuard isDirty={isDirty} what="The schedule of reminders" />
      <ErrorSummary error={error} />
      {isOvertaken && (
        <Alert
          severity="warning"
          sx={{ mb: 2 }}
          action={
            <Button color="inherit" onClick={schedule.restart}>
              Load how it stands now
            </Button>
          }
        >
          The schedule was changed meanwhile, so this one can no longer be saved. Loading it as it
          is now drops your changes.
        </Alert>
      )}
      <Typography sx={{ color: 'text.secondary', mb: 1 }}>{origin}</Typography>
      {rows.length === 0 ? (
        <EmptyState title="Nobody is reminded of anything">
          What happens at once, such as a return, is still told. Add a reminder for what is due.
        </EmptyState>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {rows.map((row, index) => (
            <RuleRow
              key={row.key}
              row={row}
              index={index}
              kinds={kinds}
              error={error}
              isFixed={isFixed}
              isOpen={open.includes(row.key) || isWrong(index)}
              onOpen={() => show(row.key)}
              onDone={() => setOpen(open.filter((key) => key !== row.key))}
              onChange={schedule.change}
              onRemove={() => schedule.remove(row)}
            />
          ))}
        </Box>
      )}
      {!isFixed && (
        <>
          <Button onClick={add} sx={{ mt: 1 }}>
            Add a reminder
          </Button>
          <LayoutBar
            label="Save the reminders"
            isDirty={isDirty}
            isBlocked={isOvertaken}
            said={schedule.said}
            onSave={() => void schedule.save()}
            onUndo={schedule.restart}
          />
        </>
      )}
    </Box>
  );
}
