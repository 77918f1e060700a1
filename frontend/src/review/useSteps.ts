import { useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { useEffect, useState } from 'react';
import type { QuarterdeckDataProvider } from '../providers/dataProvider.ts';
import { WHOLE } from '../providers/useRecord.ts';
import type { Queue } from './queues.ts';
import { useQueue } from './useQueue.ts';

export interface Steps {
  position: number;
  total: number;
  next?: string;
  previous?: string;
}

/** Where this update stands in the queue, as it was when the page opened; the next one is fetched ahead. */
export function useSteps(id: string, here: Queue): Steps {
  const queue = useQueue(here);
  const api = useDataProvider<QuarterdeckDataProvider>();
  const queryClient = useQueryClient();
  const [ids, setIds] = useState<string[]>([]);
  const present = queue.data?.map((update) => update.id).join(' ');
  useEffect(() => {
    // An update that has just been decided leaves the queue, but this page keeps its place in it.
    if (present !== undefined) {
      setIds((known) => (known.length === 0 ? present.split(' ').filter(Boolean) : known));
    }
  }, [present]);
  const index = ids.indexOf(id);
  const waiting = new Set(queue.data?.map((update) => update.id));
  const next = ids.slice(index + 1).find((other) => waiting.has(other));
  const previous = [...ids.slice(0, Math.max(0, index))]
    .reverse()
    .find((other) => waiting.has(other));
  useEffect(() => {
    if (!next) return;
    void queryClient.prefetchQuery({
      queryKey: ['updates', 'getOne', { id: next, meta: WHOLE }],
      queryFn: () => api.getOne('updates', { id: next }).then(({ data }) => data),
    });
    void queryClient.prefetchQuery({
      queryKey: ['diff', next, 'last_edition', 'latest'],
      queryFn: () => api.getDiff(next, 'last_edition', 'latest'),
    });
  }, [next, api, queryClient]);
  return { position: index + 1, total: ids.length, next, previous };
}
