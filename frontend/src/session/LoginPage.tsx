import { Box, Button, Paper, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useLogin, type LoginComponent } from 'react-admin';
import { ErrorSummary } from '../components/ErrorSummary.tsx';
import { formatInstant } from '../components/dates.ts';
import { useApi } from '../providers/useMe.ts';
import { DemonstrationAccounts } from './DemonstrationAccounts.tsx';

export const LoginPage: LoginComponent = () => {
  const api = useApi();
  const login = useLogin();
  const demonstration = useQuery({
    queryKey: ['demonstration'],
    queryFn: () => api.getDemonstration(),
    staleTime: Infinity,
  });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    document.title = 'Sign in – Quarterdeck';
  }, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRunning(true);
    setError(undefined);
    try {
      await login({ email, password });
    } catch (refusal) {
      setError(refusal);
      setRunning(false);
    }
  };
  return (
    <Box
      sx={{
        minHeight: '100vh',
        backgroundColor: 'background.default',
        color: 'text.primary',
        p: 2,
      }}
    >
      <Box
        component="main"
        sx={{
          maxWidth: 1040,
          mx: 'auto',
          mt: { xs: 2, md: 8 },
          display: 'grid',
          gap: 4,
          gridTemplateColumns: { md: '1fr 1fr' },
          alignItems: 'start',
        }}
      >
        <Box>
          <Typography variant="h1">Sign in to Quarterdeck</Typography>
          <Typography sx={{ mt: 1, mb: 3, color: 'text.secondary' }}>
            Where the quarterly update on the action plan is written, reviewed, signed and
            published.{' '}
            {demonstration.data?.now && (
              <strong>Demonstration: {formatInstant(demonstration.data.now)}</strong>
            )}
          </Typography>
          <Paper
            variant="outlined"
            component="form"
            noValidate
            onSubmit={(event) => void submit(event)}
            sx={{ p: 3 }}
          >
            <ErrorSummary error={error} />
            <TextField
              id="field-email"
              label="Email address"
              type="email"
              autoComplete="username"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              required
              fullWidth
              error={error !== undefined}
              sx={{ mb: 2 }}
            />
            <TextField
              id="field-password"
              label="Password"
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              required
              fullWidth
              error={error !== undefined}
              sx={{ mb: 2 }}
            />
            <Button
              ref={button}
              type="submit"
              variant="contained"
              size="large"
              fullWidth
              disabled={isRunning}
            >
              {isRunning ? 'Signing in…' : 'Sign in'}
            </Button>
          </Paper>
          <Typography variant="body2" sx={{ mt: 2 }}>
            Only want to read? <a href="/editions">The published editions</a> need no account.
          </Typography>
        </Box>
        {demonstration.data?.isDemonstration && (
          <DemonstrationAccounts
            demonstration={demonstration.data}
            onChoose={(account) => {
              setEmail(account.email);
              setPassword(demonstration.data.password ?? '');
              setError(undefined);
              button.current?.focus();
            }}
          />
        )}
      </Box>
    </Box>
  );
};
