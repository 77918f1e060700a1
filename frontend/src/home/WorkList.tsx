import { Box, Button, Paper, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { workPath } from '@common/work-path.ts';
import type { WorkItem } from '../api/types.ts';
import { DateText, WorkingDays, personWords } from '../components/Facts.tsx';
import { EmptyState } from '../components/States.tsx';
import { sentence, WORK_BUTTON_WORDS } from '../components/words.ts';

/** One line each: what, what is asked, by when, who waits; one main button. */
export function WorkList({ work }: { work: WorkItem[] }) {
  if (work.length === 0) {
    return (
      <Box sx={{ mb: 4 }}>
        <EmptyState title="Nothing waits for you">
          When something is asked of you it appears here with its date. The rounds, the commitments
          and the published editions are in the menu.
        </EmptyState>
      </Box>
    );
  }
  return (
    <Paper
      variant="outlined"
      component="ul"
      aria-label="Your work"
      sx={{ listStyle: 'none', m: 0, mb: 4, p: 0 }}
    >
      {work.map((item) => (
        <WorkLine
          key={`${item.kind}-${item.updateId ?? item.overrideId ?? item.roundId}`}
          item={item}
        />
      ))}
    </Paper>
  );
}

function WorkLine({ item }: { item: WorkItem }) {
  const words = WORK_BUTTON_WORDS[item.kind];
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) 14rem 11rem' },
        gap: { xs: 1, md: 3 },
        alignItems: 'center',
        px: 2,
        py: 1.5,
        borderBottom: 1,
        borderColor: 'divider',
        '&:last-child': { borderBottom: 0 },
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650 }}>{item.title}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {item.ask.replace(/\.$/, '')}.
          {item.waitingPerson && ` ${sentence(item.waitingPerson)} waits for it.`}
          {item.forPerson && <strong> For {personWords(item.forPerson)}.</strong>}
        </Typography>
      </Box>
      <Typography variant="body2">
        {item.dueOn ? (
          <>
            Due <WorkingDays days={item.workingDaysLeft ?? 0} />
            <Box component="span" sx={{ color: 'text.secondary', display: { md: 'block' } }}>
              {' '}
              <DateText value={item.dueOn} />
            </Box>
          </>
        ) : (
          'No date set'
        )}
      </Typography>
      <Button
        component={RouterLink}
        to={workPath(item)}
        variant="contained"
        aria-label={`${words}: ${item.title}`}
      >
        {words}
      </Button>
    </Box>
  );
}
