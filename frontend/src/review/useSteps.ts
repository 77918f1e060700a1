import { useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { useEffect, useState } from 'react';
import type { UpdateSummary } from '../api/types.ts';
import type { QuarterdeckDataProvider } from '../providers/dataProvider.ts';
import { WHOLE } from '../providers/useRecord.ts';
import type { Queue } from './queues.ts';
import { comparisonKey } from './useLook.ts';
import { useQueue } from './useQueue.ts';

export interface Steps {
  position: number;
  total: number;
  next?: string;
  previous?: string;
}

/** Where this update stands in the queue, as it was when the page opened; the neighbours are fetched ahead. */
export function useSteps(id: string, here: Queue): Steps {
  const queue = useQueue(here);
  const [ids, setIds] = useState<string[]>([]);
  const present = queue.data?.map((update) => update.id).join(' ');
  useEffect(() => {
    // An update that has just been decided leaves the queue, but this page keeps its place in it.
    if (present !== undefined) {
      setIds((known) => (known.length === 0 ? present.split(' ').filter(Boolean) : known));
    }
  }, [present]);
  const index = ids.indexOf(id);
  const waiting = new Map(queue.data?.map((update) => [update.id, update]));
  const after = ids.slice(index + 1).filter((other) => waiting.has(other));
  const before = ids.slice(0, Math.max(0, index)).filter((other) => waiting.has(other));
  const [next, second] = after;
  const previous = before.at(-1);
  useAhead([next, second, previous].flatMap((other) => waiting.get(other ?? '') ?? []));
  return { position: index + 1, total: ids.length, next, previous };
}

/** Fetches what the pages of these show first. Nothing is recorded as looked at before it is shown. */
function useAhead(updates: readonly UpdateSummary[]): void {
  const api = useDataProvider<QuarterdeckDataProvider>();
  const queryClient = useQueryClient();
  const wanted = updates.map(({ id, latestRevisionId }) => `${id} ${latestRevisionId}`).join(',');
  useEffect(() => {
    for (const each of wanted.split(',').filter(Boolean)) {
      const [id, revisionId] = each.split(' ') as [string, string];
      void queryClient.prefetchQuery({
        queryKey: ['updates', 'getOne', { id, meta: WHOLE }],
        queryFn: () => api.getOne('updates', { id }).then(({ data }) => data),
      });
      void queryClient.prefetchQuery({
        queryKey: comparisonKey(id, 'last_edition', revisionId),
        queryFn: () => api.getDiff(id, 'last_edition', revisionId),
      });
    }
  }, [wanted, api, queryClient]);
}
