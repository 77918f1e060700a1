import { useQuery } from '@tanstack/react-query';
import { useApi } from '../providers/useMe.ts';

/** The plan's impact assessment. */
export function useAssessment(planId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['plans', planId, 'assessment'],
    queryFn: () => api.getAssessment(planId),
  });
}
