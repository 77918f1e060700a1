import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { TimelinePoint } from '../api/types.ts';
import { useApi } from '../providers/useMe.ts';

const PER_PAGE = 50;
const MOST_PER_PAGE = 200;

/** The points of a commitment's life, newest first, page after page. */
export function useTimeline(commitmentId: string, kind: string) {
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: ['commitments', commitmentId, 'timeline', kind],
    queryFn: ({ pageParam }) =>
      api.getTimeline(commitmentId, { kind, page: pageParam, perPage: PER_PAGE }),
    initialPageParam: 1,
    getNextPageParam: (last, pages) =>
      pages.length * PER_PAGE < last.total ? pages.length + 1 : undefined,
  });
  const pages = query.data?.pages ?? [];
  return { ...query, points: pages.flatMap(({ data }) => data), total: pages[0]?.total ?? 0 };
}

/** Every revision, oldest first, whatever of the history is shown: any two of them can be compared. */
export function useRevisions(commitmentId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['commitments', commitmentId, 'timeline', 'all revisions'],
    queryFn: async () => {
      const points: TimelinePoint[] = [];
      for (let page = 1, total = 1; (page - 1) * MOST_PER_PAGE < total; page++) {
        const asked = { kind: 'revision', page, perPage: MOST_PER_PAGE };
        const answer = await api.getTimeline(commitmentId, asked);
        points.push(...answer.data);
        total = answer.total;
      }
      return points.reverse();
    },
  });
}
