import { Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { RemindedUpdate } from '../api/types.ts';
import { InstantText, personWords } from '../components/Facts.tsx';
import { RULE_WORDS } from '../messages/ruleWords.ts';
import { useApi } from '../providers/useMe.ts';

/** In a table: when, and why. */
export const RemindedCell = ({ reminded }: { reminded: RemindedUpdate | undefined }) =>
  reminded ? (
    <>
      <InstantText value={reminded.remindedAt} />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {RULE_WORDS[reminded.rule]}
      </Typography>
    </>
  ) : (
    <>Not yet</>
  );

/** On an update's page: when its owner was last reminded of it, or whoever covered them. */
export function LastReminded({ updateId }: { updateId: string }) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['updates', updateId, 'reminded'],
    queryFn: () => api.getRemindedOfUpdate(updateId),
  });
  const last = data?.data[0];
  if (!last) return null;
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary', mt: 2 }}>
      The owner was last reminded on <InstantText value={last.remindedAt} /> (
      {RULE_WORDS[last.rule].toLowerCase()}; it went to {personWords(last.person)}).
    </Typography>
  );
}
