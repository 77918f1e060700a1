import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Round, RoundReminders } from '../api/types.ts';
import { actionOf, Refusal } from '../components/ActionButton.tsx';
import { formatInstant } from '../components/dates.ts';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useApi } from '../providers/useMe.ts';
import { useRecord } from '../providers/useRecord.ts';
import { ReminderPreview } from './ReminderPreview.tsx';
import { ScheduleEditor } from './ScheduleEditor.tsx';
import { useSchedule } from './useSchedule.ts';

/** When a round reminds people, and exactly who would get what. */
export default function RemindersPage() {
  const { id = '' } = useParams();
  const api = useApi();
  const round = useRecord<Round>('rounds', id);
  const reminders = useQuery({
    queryKey: ['rounds', id, 'reminders'],
    queryFn: () => api.getReminders(id),
  });
  return (
    <PageStates query={round} what="the round">
      {(loaded) => (
        <PageStates query={reminders} what="the reminders">
          {(saved) => <Reminders key={loaded.id} round={loaded} saved={saved} />}
        </PageStates>
      )}
    </PageStates>
  );
}

function Reminders({ round, saved }: { round: Round; saved: RoundReminders }) {
  const schedule = useSchedule(round.id, saved);
  const edit = actionOf(saved, 'edit');
  return (
    <Page
      title="Reminders"
      back={{ to: `/rounds/${round.id}/show`, label: round.title }}
      intro="Who is reminded of this round, of what and when. Days are working days, bank holidays left out. Each person gets one message a day with all the reminders in it; what cannot wait, as the opening or a return, comes at once."
    >
      <Section title="The schedule">
        <Refusal action={edit} act="change the reminders" />
        <ScheduleEditor
          schedule={schedule}
          kinds={saved.kinds}
          isFixed={!edit?.isAllowed}
          origin={originWords(saved)}
        />
      </Section>
      <Section title="Who would get what">
        <ReminderPreview roundId={round.id} rules={schedule.rules} isSaved={!schedule.isDirty} />
      </Section>
    </Page>
  );
}

function originWords({ from, savedAt }: RoundReminders): string {
  const when = savedAt ? ` on ${formatInstant(savedAt)}` : '';
  if (from === 'round') return `Set for this round${when}.`;
  return from === 'earlier'
    ? `Taken over from an earlier round of this plan, for which it was set${when}. What is saved here is for this round and those after it.`
    : 'As delivered: nobody has set another one for this plan. What is saved here is for this round and those after it.';
}
