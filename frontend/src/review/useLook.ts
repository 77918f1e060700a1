import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Comparison } from '../api/types.ts';
import { useApi } from '../providers/useMe.ts';

/** Where a comparison is kept that was only fetched: nothing is recorded of it. */
export const comparisonKey = (id: string, from: string, to: string) => ['diff', id, from, to];

/**
 * A comparison shown for review: the server answers it and records in the same act that it was shown.
 * What was fetched ahead stands in until that answer is there, and not if it fails.
 */
export function useLook(id: string, from: string, to: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: ['look', id, from, to],
    queryFn: async () => {
      const answer = await api.look(id, from, to);
      // What the queues say of it is old now, and so is an answer still on its way: it is asked for anew.
      void queryClient.invalidateQueries({ queryKey: ['updates', 'getList'] });
      return answer;
    },
    placeholderData: () => queryClient.getQueryData<Comparison>(comparisonKey(id, from, to)),
  });
}
