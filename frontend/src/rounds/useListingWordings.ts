import { useQuery } from '@tanstack/react-query';
import type { UpdateDetail } from '../api/types.ts';
import { useApi } from '../providers/useMe.ts';

/** The list of updates carries no wording: it is read from each update. */
export function useListingWordings(ids: string[] | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['updates', 'wordings', ids],
    queryFn: async () => (await api.getMany<UpdateDetail>('updates', { ids: ids ?? [] })).data,
    enabled: ids !== undefined,
  });
}
