import { Box, Typography } from '@mui/material';
import type { ForeseenReminder, ScheduledRule } from '../api/types.ts';
import { formatDate } from '../components/dates.ts';
import { personWords } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { whenWords } from '../messages/ruleWords.ts';

interface PreviewDayProps {
  title: string;
  reminders: ForeseenReminder[];
  /** The first day is open: the others are one press away. */
  isFirst: boolean;
  /** The rows are not there before their round is opened. */
  isPlanned: boolean;
  /** By which it is foreseen. */
  rules: ScheduledRule[];
}

/** One day of the preview: each person, and what they would be reminded of. */
export function PreviewDay({ title, reminders, isFirst, isPlanned, rules }: PreviewDayProps) {
  const people = byPerson(reminders);
  return (
    <Box component="details" open={isFirst}>
      <Box component="summary" sx={{ cursor: 'pointer', minHeight: 24 }}>
        <Typography component="h3" variant="h3" sx={{ display: 'inline' }}>
          {title}
        </Typography>{' '}
        <Typography component="span" sx={{ color: 'text.secondary' }}>
          {people.length === 1 ? '1 person' : `${people.length} people`}
        </Typography>
      </Box>
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5 }}>
        {people.map(([{ person, coveredBy }, theirs]) => (
          <Box component="li" key={`${person.id} ${coveredBy?.id ?? ''}`} sx={{ mb: 1 }}>
            <strong>{personWords(person)}</strong>
            {coveredBy && `: goes to ${personWords(coveredBy)}, who covers`}
            <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
              {theirs.map((reminder) => (
                <li key={`${reminder.rule} ${reminder.days} ${reminder.audience}`}>
                  <Reminder reminder={reminder} isPlanned={isPlanned} rules={rules} />
                </li>
              ))}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

const FEW = 3;

interface ReminderProps extends Pick<PreviewDayProps, 'isPlanned' | 'rules'> {
  reminder: ForeseenReminder;
}

function Reminder({ reminder, isPlanned, rules }: ReminderProps) {
  const { subjects } = reminder;
  const rule = rules.find((each) => each.rule === reminder.rule && each.days === reminder.days);
  const isInstead = rule !== undefined && !rule.to.includes(reminder.audience);
  const why = subjects.some(({ kind }) => kind === 'round')
    ? ', as long as nothing is sealed'
    : ', as nobody else is there to be told';
  const when = `${whenWords(reminder)}${isInstead ? why : ''}`;
  const links = subjects.map(({ id, kind, title, dueOn }) => (
    <li key={id}>
      {isPlanned ? (
        title
      ) : (
        <RecordLink to={kind === 'round' ? `/rounds/${id}/show` : `/updates/${id}`}>
          {title}
        </RecordLink>
      )}
      {dueOn && `, due ${formatDate(dueOn)}`}
    </li>
  ));
  const list = (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {links}
    </Box>
  );
  if (subjects.length <= FEW) {
    return (
      <>
        {when}
        {list}
      </>
    );
  }
  return (
    <details>
      <Box component="summary" sx={{ cursor: 'pointer', minHeight: 24 }}>
        {when}: {subjects.length} updates
      </Box>
      {list}
    </details>
  );
}

function byPerson(
  reminders: readonly ForeseenReminder[],
): [ForeseenReminder, ForeseenReminder[]][] {
  const people = new Map<string, ForeseenReminder[]>();
  for (const reminder of reminders) {
    const key = `${reminder.person.id} ${reminder.coveredBy?.id ?? ''}`;
    people.set(key, [...(people.get(key) ?? []), reminder]);
  }
  return [...people.values()].map((theirs) => [theirs[0]!, theirs]);
}
