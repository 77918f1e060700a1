import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../providers/useMe.ts';

const PER_PAGE = 50;

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
