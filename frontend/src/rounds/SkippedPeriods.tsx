import { Box, Button, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList, useListContext } from 'react-admin';
import type { SkippedPeriod } from '../api/types.ts';
import { InstantText, personWords } from '../components/Facts.tsx';
import { usePlans } from '../components/Filters.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { Section } from '../layout/Page.tsx';
import { UndoSkipDialog } from './UndoSkipDialog.tsx';

/** Under the list of rounds: the periods that have none, and why. */
export function SkippedPeriods() {
  const { filterValues } = useListContext();
  const plans = usePlans();
  const planId = filterValues?.planId as string | undefined;
  const { data = [] } = useGetList<SkippedPeriod>('skipped-periods', {
    filter: planId ? { planId } : {},
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'periodEnd', order: 'DESC' },
  });
  const [undoing, setUndoing] = useState<SkippedPeriod>();
  if (data.length === 0) return null;
  return (
    <Box sx={{ mt: 4 }}>
      <Section title="Periods without a round">
        <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, px: 2, py: 1 }}>
          {data.map((skipped) => (
            <Box
              component="li"
              key={skipped.id}
              sx={{ display: 'flex', gap: 2, alignItems: 'center', minHeight: 44, py: 0.5 }}
            >
              <Typography variant="body2" sx={{ flexGrow: 1 }}>
                <strong>
                  {skipped.round ? (
                    <RecordLink to={`/rounds/${skipped.round.id}/show`}>
                      {skipped.periodLabel}
                    </RecordLink>
                  ) : (
                    skipped.periodLabel
                  )}
                </strong>
                {plans.length > 1 && ` of ${skipped.plan.title}`}, skipped: {skipped.reason} (
                {personWords(skipped.skippedBy)}, <InstantText value={skipped.skippedAt} />)
              </Typography>
              {skipped.mayUndo && (
                <Button
                  size="small"
                  onClick={() => setUndoing(skipped)}
                  aria-label={`Undo: ${skipped.periodLabel}`}
                >
                  Undo
                </Button>
              )}
            </Box>
          ))}
        </Paper>
        {undoing && <UndoSkipDialog skipped={undoing} onClose={() => setUndoing(undefined)} />}
      </Section>
    </Box>
  );
}
