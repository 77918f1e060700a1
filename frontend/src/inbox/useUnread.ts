import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { announce } from '../layout/LiveRegion.tsx';
import { useApi, useMe } from '../providers/useMe.ts';
import { canShareFeed, followUnread } from './unreadFeed.ts';

const UNREAD = ['unread'];
const ASK_EVERY_MS = 60_000;

/** "1 unread message" */
export const unreadWords = (unread: number): string =>
  unread === 0 ? 'nothing unread' : `${unread} unread message${unread === 1 ? '' : 's'}`;

/** How many messages the person signed in has not read; asked again by whoever changes that. */
export function useUnread(): number | undefined {
  const api = useApi();
  const { data } = useQuery({
    queryKey: UNREAD,
    queryFn: async () => (await api.getUnread()).unread,
    ...(!canShareFeed() && { refetchInterval: ASK_EVERY_MS }),
  });
  return data;
}

/** Keeps the count fresh, and says it when there is more to read. For one place on the screen only. */
export function useUnreadFeed(): void {
  const queryClient = useQueryClient();
  const personId = useMe()?.person.id;
  const unread = useUnread();
  const before = useRef(unread);
  useEffect(() => {
    if (!personId || !canShareFeed()) return undefined;
    return followUnread(personId, (count) => queryClient.setQueryData(UNREAD, count));
  }, [personId, queryClient]);
  useEffect(() => {
    if (unread === undefined) return;
    if (before.current !== undefined && unread > before.current) {
      announce(`Inbox: ${unreadWords(unread)}`);
    }
    if (before.current !== undefined && unread !== before.current) {
      void queryClient.invalidateQueries({ queryKey: ['inbox'] });
    }
    before.current = unread;
  }, [unread, queryClient]);
}
