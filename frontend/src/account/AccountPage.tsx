import { Box, Button, Paper, Stack, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Cover, Me } from '../api/types.ts';
import { ErrorSummary, fieldError } from '../components/ErrorSummary.tsx';
import { FactList } from '../components/Facts.tsx';
import { LoadingState, QueryStates } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { ROLE_WORDS } from '../components/words.ts';
import { MessageSettings } from '../inbox/MessageSettings.tsx';
import { Page, Section } from '../layout/Page.tsx';
import { CoverList } from '../people/CoverList.tsx';
import { useApi, useMe } from '../providers/useMe.ts';
import { CalendarLink } from './CalendarLink.tsx';

export default function AccountPage() {
  const me = useMe();
  if (!me) return <LoadingState what="your account" />;
  return <Account me={me} />;
}

function Account({ me }: { me: Me }) {
  const api = useApi();
  const covers = useQuery({
    queryKey: ['covers', 'mine'],
    queryFn: () =>
      api.getList<Cover>('covers', {
        filter: { personId: me.person.id },
        pagination: { page: 1, perPage: 100 },
        sort: { field: 'startsOn', order: 'DESC' },
      }),
  });
  return (
    <Page title="Your account" width="text">
      <Section title="You">
        <Paper variant="outlined" sx={{ p: 2.5 }}>
          <FactList
            facts={[
              ['Name', me.person.name],
              ['Email', me.person.email],
              ['Organisation', me.person.organisation],
              [
                'Roles',
                me.roles.map((role) => ROLE_WORDS[role]).join(', ') || 'Owner or contributor',
              ],
            ]}
          />
        </Paper>
      </Section>
      <QueryStates query={covers} what="your cover">
        {({ data }) => <CoverList person={me.person} roles={me.roles} covers={data} />}
      </QueryStates>
      <Section title="Your dates in your calendar">
        <CalendarLink />
      </Section>
      <MessageSettings />
      <Section title="Change your password">
        <PasswordForm />
      </Section>
    </Page>
  );
}

function PasswordForm() {
  const api = useApi();
  const verb = useVerb();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(undefined);
    try {
      await verb.attempt(() => api.changeOwnPassword(current, next), 'Your password is changed');
      setCurrent('');
      setNext('');
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <Paper
      variant="outlined"
      component="form"
      noValidate
      onSubmit={(event) => void submit(event)}
      sx={{ p: 2.5 }}
    >
      <ErrorSummary error={error} />
      <Stack sx={{ gap: 2 }}>
        <TextField
          id="field-currentPassword"
          label="Present password"
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          error={fieldError(error, 'currentPassword') !== undefined}
          helperText={fieldError(error, 'currentPassword')}
          required
        />
        <TextField
          id="field-newPassword"
          label="New password"
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.target.value)}
          error={fieldError(error, 'newPassword') !== undefined}
          helperText={fieldError(error, 'newPassword')}
          required
        />
        <Box>
          <Button type="submit" variant="contained" disabled={!current || !next}>
            Change the password
          </Button>
        </Box>
      </Stack>
    </Paper>
  );
}
