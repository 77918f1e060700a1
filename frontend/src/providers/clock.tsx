import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Clock } from '../api/types.ts';
import { useApi } from './useMe.ts';

const answeredAt = new WeakMap<Clock, number>();

/**
 * The installation's clock: the server says what time it is, and this browser only counts the
 * seconds since that answer. Nothing on any screen takes its "now" from the device.
 */
export function useClock(): { now: Date; isDemonstration: boolean } | undefined {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['clock'],
    queryFn: async () => {
      const clock = await api.getClock();
      answeredAt.set(clock, performance.now());
      return clock;
    },
    refetchInterval: 60_000,
    staleTime: 30_000,
    structuralSharing: false,
  });
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 10_000);
    return () => clearInterval(timer);
  }, []);
  if (!data) return undefined;
  const elapsed = performance.now() - (answeredAt.get(data) ?? performance.now());
  return {
    now: new Date(new Date(data.now).getTime() + elapsed),
    isDemonstration: data.isDemonstration,
  };
}
