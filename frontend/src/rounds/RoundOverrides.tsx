import { Box, Paper, Typography } from '@mui/material';
import { useGetList } from 'react-admin';
import type { Override, Round } from '../api/types.ts';
import { personWords } from '../components/Facts.tsx';
import { OVERRIDE_WORDS } from '@common/overrides.ts';
import { Section } from '../layout/Page.tsx';
import { ConfirmOverride } from '../overrides/ConfirmOverride.tsx';

/** The exceptions of this plan that still wait for a second person. */
export function RoundOverrides({ round }: { round: Round }) {
  const { data } = useGetList<Override>('overrides', {
    filter: { isOpen: true, planId: round.plan.id },
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'madeAt', order: 'ASC' },
  });
  const waiting = (data ?? []).filter(({ confirmedBy, endedAt }) => !confirmedBy && !endedAt);
  if (waiting.length === 0) return null;
  return (
    <Section title="Overrides waiting for a second person">
      <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {waiting.map((override) => (
          <Box
            component="li"
            key={override.id}
            sx={{
              display: 'flex',
              gap: 2,
              px: 2,
              py: 1.25,
              alignItems: 'center',
              flexWrap: 'wrap',
              borderBottom: 1,
              borderColor: 'divider',
              '&:last-child': { borderBottom: 0 },
            }}
          >
            <Box sx={{ flexGrow: 1, minWidth: 240, flexBasis: 0 }}>
              <Typography sx={{ fontWeight: 600 }}>
                {OVERRIDE_WORDS[override.kind]}: {override.subject.title}
              </Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {override.reason} ({personWords(override.madeBy, override.madeOnBehalfOf)})
              </Typography>
            </Box>
            <ConfirmOverride override={override} />
          </Box>
        ))}
      </Paper>
    </Section>
  );
}
