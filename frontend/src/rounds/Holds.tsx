import { Box, Button, Paper, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import { TrailLink } from '../audit/TrailLink.tsx';
import type { Hold, Round } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { londonFields } from '../components/dates.ts';
import { DateText, personWords } from '../components/Facts.tsx';
import { ConfirmDialog, FormDialog, ReasonDialog } from '../components/FormDialog.tsx';
import { EmptyState } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { Section } from '../layout/Page.tsx';
import { useClock } from '../providers/clock.tsx';
import { useApi } from '../providers/useMe.ts';

/** Periods in which nothing new may be published. */
export function Holds({ round }: { round: Round }) {
  const api = useApi();
  const verb = useVerb();
  const clock = useClock();
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Hold>();
  const [asking, setAsking] = useState<Hold>();
  const today = clock && londonFields(clock.now).date;
  const { data = [] } = useGetList<Hold>('holds', {
    filter: { planId: round.plan.id },
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'startsOn', order: 'DESC' },
  });
  return (
    <Section title="Holds" aside={<Button onClick={() => setAdding(true)}>Set a hold</Button>}>
      {data.length === 0 ? (
        <EmptyState title="No holds">
          In a hold, before an election say, nothing new may be published; drafting goes on.
        </EmptyState>
      ) : (
        <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, px: 2, py: 1 }}>
          {data.map((hold) => (
            <Box
              component="li"
              key={hold.id}
              sx={{ display: 'flex', gap: 2, alignItems: 'center', minHeight: 44 }}
            >
              <Typography variant="body2" sx={{ flexGrow: 1 }}>
                <strong>{hold.name}</strong>, <DateText value={hold.startsOn} /> to{' '}
                <DateText value={hold.endsOn} />
                {hold.endedAt && ' (withdrawn)'}: {hold.reason}
                <EarlyEnd hold={hold} planId={round.plan.id} />
              </Typography>
              <TrailLink
                filter={{ subjectKind: 'hold', subjectId: hold.id }}
                of={hold.name}
                isOfAllPlans={hold.planId === undefined}
              />
              {mayEnd(hold, round.plan.id, today) && (
                <Button
                  size="small"
                  onClick={() => setAsking(hold)}
                  aria-label={`End early: ${hold.name}`}
                >
                  End early
                </Button>
              )}
              {!hold.endedAt && today !== undefined && hold.startsOn > today && (
                <Button
                  size="small"
                  onClick={() => setEnding(hold)}
                  aria-label={`Withdraw: ${hold.name}`}
                >
                  Withdraw
                </Button>
              )}
            </Box>
          ))}
        </Paper>
      )}
      {isAdding && <HoldDialog round={round} onClose={() => setAdding(false)} />}
      {ending && (
        <ConfirmDialog
          title={`Withdraw the hold “${ending.name}”?`}
          confirmWords="Withdraw the hold"
          onConfirm={() => verb.attempt(() => api.endHold(ending.id), 'The hold is withdrawn')}
          onClose={() => setEnding(undefined)}
        >
          It has not begun. Once it begins, it takes two people to end it before its last day.
        </ConfirmDialog>
      )}
      {asking && (
        <ReasonDialog
          title={`End the hold “${asking.name}” early?`}
          confirmWords="Ask for it"
          hint="An override: the hold stays in force until someone else has confirmed it."
          onConfirm={(reason) =>
            verb.attempt(
              () => api.askToEndHold(asking.id, reason, round.plan.id),
              'Asked: it waits for a second person',
            )
          }
          onClose={() => setAsking(undefined)}
        >
          <Typography>
            When it is confirmed, editions of {round.plan.title} may be published again.
          </Typography>
        </ReasonDialog>
      )}
    </Section>
  );
}

const endOf = (hold: Hold, planId: string) =>
  hold.earlyEnds?.find((each) => each.planId === planId);

/** In force, and nobody has asked for its end yet. */
const mayEnd = (hold: Hold, planId: string, today: string | undefined): boolean =>
  !hold.endedAt &&
  today !== undefined &&
  hold.startsOn <= today &&
  hold.endsOn >= today &&
  !endOf(hold, planId);

/** That two people have ended it, or that one has asked. */
function EarlyEnd({ hold, planId }: { hold: Hold; planId: string }) {
  const end = endOf(hold, planId);
  if (!end) return null;
  return (
    <>
      <br />
      {end.confirmedBy
        ? `Ended early by ${personWords(end.askedBy)} and ${personWords(end.confirmedBy)}: `
        : `${personWords(end.askedBy)} has asked to end it early; it holds until someone else confirms that: `}
      {end.reason}
    </>
  );
}

function HoldDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [error, setError] = useState<unknown>();
  const [data, setData] = useState({ name: '', reason: '', startsOn: '', endsOn: '' });
  const field = (name: keyof typeof data) => ({
    id: `field-${name}`,
    value: data[name],
    onChange: (event: { target: { value: string } }) =>
      setData({ ...data, [name]: event.target.value }),
    error: fieldError(error, name) !== undefined,
    helperText: fieldError(error, name),
    required: true,
    fullWidth: true,
  });
  const shrink = { inputLabel: { shrink: true } };
  return (
    <FormDialog
      title="Set a hold"
      confirmWords="Set the hold"
      onConfirm={() =>
        verb.attempt(
          () => api.create('holds', { data: { ...data, planId: round.plan.id } }),
          'The hold is set',
        )
      }
      onClose={onClose}
      onError={setError}
    >
      <Stack sx={{ gap: 2, pt: 1 }}>
        <TextField label="Name" {...field('name')} autoFocus />
        <TextField label="Reason" {...field('reason')} multiline minRows={2} />
        <Stack direction="row" sx={{ gap: 2 }}>
          <TextField label="First day" type="date" {...field('startsOn')} slotProps={shrink} />
          <TextField label="Last day" type="date" {...field('endsOn')} slotProps={shrink} />
        </Stack>
      </Stack>
    </FormDialog>
  );
}
