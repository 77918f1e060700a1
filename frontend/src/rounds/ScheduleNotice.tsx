import { Alert, AlertTitle } from '@mui/material';
import type { Round } from '../api/types.ts';
import { InstantText, PersonName } from '../components/Facts.tsx';

/** The time that was set for the publication, and what became of it. */
export function ScheduleNotice({ round }: { round: Round }) {
  const { schedule } = round;
  if (!schedule) return null;
  const { state, publishAt, setBy, setOnBehalfOf, warning, failure } = schedule;
  const who = (
    <>
      Set by <PersonName person={setBy} onBehalfOf={setOnBehalfOf} />.
    </>
  );
  if (state === 'failed') {
    return (
      <Alert severity="error" sx={{ mb: 2.5 }}>
        <AlertTitle>
          Publication failed at the set time, <InstantText value={publishAt} />
        </AlertTitle>
        {failure} {who} It is not tried again by itself: below stands what can be done now.
      </Alert>
    );
  }
  if (state === 'lapsed') {
    return (
      <Alert severity="info" sx={{ mb: 2.5 }}>
        <AlertTitle>
          The set time, <InstantText value={publishAt} />, no longer counts
        </AlertTitle>
        It was for what was signed then, which is unsealed now. Once the round is signed again, set
        a time again.
      </Alert>
    );
  }
  return (
    <Alert severity={warning ? 'warning' : 'info'} sx={{ mb: 2.5 }}>
      <AlertTitle>
        To be published on <InstantText value={publishAt} /> (London)
      </AlertTitle>
      {warning && <>As things stand it would fail. {warning} </>}
      {who} Everything is checked again at that moment, as it is when somebody publishes by hand.
    </Alert>
  );
}
