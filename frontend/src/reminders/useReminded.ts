import { useQuery } from '@tanstack/react-query';
import type { Reminded } from '../api/types.ts';
import { useApi } from '../providers/useMe.ts';

/** When owners were last reminded of a round, and on which days how many were. */
export function useReminded(roundId: string): Reminded | undefined {
  const api = useApi();
  return useQuery({
    queryKey: ['rounds', roundId, 'reminded'],
    queryFn: () => api.getRemindedOfRound(roundId),
  }).data;
}
