import { useGetList } from 'react-admin';
import type { UpdateSummary } from '../api/types.ts';
import type { Queue } from './queues.ts';

/** What waits in a queue, oldest first. */
export function useQueue({ awaiting }: Queue) {
  return useGetList<UpdateSummary>('updates', {
    filter: { awaiting },
    sort: { field: 'submittedAt', order: 'ASC' },
    pagination: { page: 1, perPage: 200 },
  });
}
