import { Box, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { InstantText, PersonName } from '../components/Facts.tsx';
import { Section } from '../layout/Page.tsx';
import { useApi } from '../providers/useMe.ts';

/** When this person's work was given to others, by whom and why; nothing when it never was. */
export function PastReassignments({ personId }: { personId: string }) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['people', personId, 'reassignments'],
    queryFn: () => api.getReassignments(personId),
  });
  if (!data || data.total === 0) return null;
  return (
    <Section title="Work given to others">
      <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, px: 2.5, py: 1 }}>
        {data.data.map((each) => (
          <Box component="li" key={each.id} sx={{ py: 1 }}>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              <InstantText value={each.madeAt} /> by{' '}
              <PersonName person={each.madeBy} onBehalfOf={each.onBehalfOf} />:{' '}
              {each.lines === 1 ? '1 thing' : `${each.lines} things`}
              {each.isAccountClosed && ', and the account was deactivated'}
            </Typography>
            {each.reason}
          </Box>
        ))}
      </Paper>
    </Section>
  );
}
