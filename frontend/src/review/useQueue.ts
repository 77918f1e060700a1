import { useGetList } from 'react-admin';
import type { UpdateSummary } from '../api/types.ts';

/** What waits for this reviewer, oldest first. The server decides what belongs here. */
export function useQueue() {
  return useGetList<UpdateSummary>('updates', {
    filter: { awaiting: 'me' },
    sort: { field: 'submittedAt', order: 'ASC' },
    pagination: { page: 1, perPage: 200 },
  });
}
