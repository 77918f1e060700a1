import { Alert, AlertTitle, Box, Button, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { MessagesOverview, MessageState } from '../api/types.ts';
import { InstantText } from '../components/Facts.tsx';
import { QueryStates } from '../components/States.tsx';
import { useFilters } from '../components/useFilters.ts';
import { useApi } from '../providers/useMe.ts';
import { MESSAGE_STATE_WORDS } from './messageWords.ts';

const PROVIDER_WORDS = { smtp: 'the mail server', notify: 'GOV.UK Notify' } as const;

/** How sending stands, and how many messages there are in each state: each count filters the list. */
export function SendingState() {
  const api = useApi();
  const query = useQuery({
    queryKey: ['messages', 'overview'],
    queryFn: () => api.getMessagesOverview(),
    refetchInterval: 30_000,
  });
  return (
    <QueryStates query={query} what="how sending stands">
      {(overview) => (
        <Box component="section" aria-label="How sending stands" sx={{ mb: 2.5 }}>
          <Standing overview={overview} />
          <Counts counts={overview.counts} />
        </Box>
      )}
    </QueryStates>
  );
}

function Standing({ overview: { provider, outage } }: { overview: MessagesOverview }) {
  if (!provider) {
    return (
      <Alert severity="info" sx={{ mb: 1.5 }}>
        <AlertTitle>There is no mail server: emails are held here</AlertTitle>
        Each can be read below. People see the same in their inbox. When a mail server is set up,
        new emails go by it; what is held goes only when somebody sends it again.
      </Alert>
    );
  }
  if (outage) {
    return (
      <Alert severity="warning" sx={{ mb: 1.5 }}>
        <AlertTitle>
          No emails go out since <InstantText value={outage.since} />
        </AlertTitle>
        {`Asked to send, ${PROVIDER_WORDS[provider]} answered: ${outage.words} `}
        Nothing is lost: it is tried again by itself, and what waits goes as soon as it answers.
      </Alert>
    );
  }
  return (
    <Paper variant="outlined" sx={{ px: 2, py: 1.25, mb: 1.5 }}>
      <Typography>Emails go out by {PROVIDER_WORDS[provider]}.</Typography>
    </Paper>
  );
}

const STATES = Object.keys(MESSAGE_STATE_WORDS) as MessageState[];

function Counts({ counts }: { counts: Record<string, number> }) {
  const { filters, setFilter } = useFilters();
  const shown = STATES.filter((state) => counts[state]);
  if (shown.length === 0) return null;
  return (
    <Box
      role="group"
      aria-label="Messages by state"
      sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}
    >
      {shown.map((state) => {
        const isChosen = filters.state === state;
        return (
          <Button
            key={state}
            size="small"
            variant={isChosen ? 'contained' : 'outlined'}
            aria-pressed={isChosen}
            onClick={() => setFilter('state', isChosen ? '' : state)}
          >
            {MESSAGE_STATE_WORDS[state]}: {counts[state]}
          </Button>
        );
      })}
    </Box>
  );
}
