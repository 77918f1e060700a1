import { Box, Button, Paper, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import type { Hold, Round } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { DateText } from '../components/Facts.tsx';
import { ConfirmDialog, FormDialog } from '../components/FormDialog.tsx';
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
              </Typography>
              {!hold.endedAt && clock && hold.startsOn > clock.now.toISOString().slice(0, 10) && (
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
          It has not begun. Once it begins, it runs to its last day.
        </ConfirmDialog>
      )}
    </Section>
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
