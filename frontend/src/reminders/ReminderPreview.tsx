import { Box, Paper, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ForeseenReminder, ScheduledRule } from '../api/types.ts';
import { formatDate } from '../components/dates.ts';
import { DateText } from '../components/Facts.tsx';
import { EmptyState, QueryStates } from '../components/States.tsx';
import { useSettled } from '../components/useSettled.ts';
import { useApi } from '../providers/useMe.ts';
import { PreviewDay } from './PreviewDay.tsx';

interface ReminderPreviewProps {
  roundId: string;
  rules: ScheduledRule[];
  isSaved: boolean;
}

/** Day by day who would be reminded of what by these rules, as the server reckons it. */
export function ReminderPreview({ roundId, rules, isSaved }: ReminderPreviewProps) {
  const api = useApi();
  const asked = useSettled(JSON.stringify(rules));
  const query = useQuery({
    queryKey: ['rounds', roundId, 'reminders', 'preview', asked],
    queryFn: () => api.previewReminders(roundId, JSON.parse(asked) as ScheduledRule[]),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (query.error) {
    return (
      <EmptyState title="This schedule cannot be tried yet">
        Something in it is missing or not right. Saving says what.
      </EmptyState>
    );
  }
  return (
    <QueryStates query={query} what="who would get what">
      {({ fromDay, untilDay, isCutOff, asIfOpenedOn, reminders }) => (
        <Box aria-busy={query.isFetching} sx={{ maxWidth: 900 }}>
          <Typography sx={{ mb: 1.5 }}>
            From <DateText value={fromDay} /> to <DateText value={untilDay} />,{' '}
            {isSaved ? 'by the schedule as it is saved' : 'by the schedule above, not saved yet'}.
            It is as things stand now: whoever submits, reviews or signs before a day is not
            reminded on it. A review, a clearance or a signature is here once somebody is asked for
            it.
          </Typography>
          {isCutOff && (
            <Typography sx={{ mb: 1.5 }}>Later days are too far ahead to be shown.</Typography>
          )}
          {asIfOpenedOn && (
            <Typography sx={{ mb: 1.5 }}>
              The round is not open yet: this is as if it were opened on{' '}
              <DateText value={asIfOpenedOn} />, with the rows and owners that it would have by now.
            </Typography>
          )}
          {reminders.length === 0 ? (
            <EmptyState
              title={isCutOff ? 'Nobody would be reminded until then' : 'Nobody would be reminded'}
            >
              Nothing is asked of anybody on the days that this schedule names.
            </EmptyState>
          ) : (
            byDay(reminders).map(([day, ofDay], index) => (
              <Paper key={day} variant="outlined" sx={{ px: 2, py: 1.25, mb: 0.75 }}>
                <PreviewDay
                  title={formatDate(day)}
                  reminders={ofDay}
                  isFirst={index === 0}
                  isPlanned={asIfOpenedOn !== undefined}
                  rules={rules}
                />
              </Paper>
            ))
          )}
        </Box>
      )}
    </QueryStates>
  );
}

const byDay = (reminders: readonly ForeseenReminder[]): [string, ForeseenReminder[]][] => {
  const days = new Map<string, ForeseenReminder[]>();
  for (const reminder of reminders) {
    days.set(reminder.onDay, [...(days.get(reminder.onDay) ?? []), reminder]);
  }
  return [...days].sort(([one], [other]) => one.localeCompare(other));
};
