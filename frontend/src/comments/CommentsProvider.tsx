import { findAnchor, makeAnchor, quoteOf } from '@common/rich-text/anchor.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { Thread, Threads, UpdateDetail } from '../api/types.ts';
import { problemOf } from '../providers/httpClient.ts';
import { useApi, useMe } from '../providers/useMe.ts';
import { NEW_COMMENT, readHalfComments } from './halfComments.ts';

/** Words of the present text, and where they stand in it. */
export interface Words {
  from: number;
  to: number;
  quote: string;
  /** Of a draft: the text on the screen in which they stand so. */
  text?: string;
}

interface Comments {
  update: UpdateDetail;
  query: { data?: Threads; error: unknown; refetch: () => unknown };
  /** The thread whose words are shown on the page. */
  activeId?: string;
  setActive: (id: string | undefined) => void;
  /** Goes to a thread, wherever on the page it stands. */
  showThread: (id: string) => void;
  /** The last time that the comments were to be in sight: to write one, or to read that thread. */
  call?: { threadId?: string };
  /** What is selected in the text just now. */
  selected?: Words;
  setSelected: (words: Words | undefined) => void;
  /** The comment that is being written: on words, or on the whole text. */
  composing?: { words?: Words };
  compose: (composing: { words?: Words } | undefined) => void;
  /** Waits until the words on the screen are saved. */
  settle: { current: () => Promise<unknown> };
  /** Carries out a verb that answers with the threads as they now stand. */
  act: (verb: () => Promise<Threads>) => Promise<void>;
}

const CommentsContext = createContext<Comments | undefined>(undefined);

export function useComments(): Comments {
  const comments = useContext(CommentsContext);
  if (!comments) throw new Error('No CommentsProvider above');
  return comments;
}

/** Brings the comments in sight before anything in them takes the focus: what is hidden cannot. */
export function useCalled(show: () => void): void {
  const { call } = useComments();
  const [answered, setAnswered] = useState(call);
  if (call === answered) return;
  setAnswered(call);
  show();
}

/** What was said of an update; asked for only by those who may read a text of it. */
export function useThreads(update: UpdateDetail) {
  const api = useApi();
  return useQuery({
    queryKey: ['updates', update.id, 'threads'],
    queryFn: () => api.getThreads(update.id),
    enabled: readsThreads(update),
  });
}

export const readsThreads = ({ textAccess }: UpdateDetail): boolean =>
  textAccess !== 'none' && textAccess !== 'published';

/** Shared by the text of an update and the list of what was said of it. */
export function CommentsProvider({
  update,
  children,
}: {
  update: UpdateDetail;
  children: ReactNode;
}) {
  const queryClient = useQueryClient();
  const query = useThreads(update);
  const [activeId, setActive] = useState<string>();
  const [selected, setSelected] = useState<Words>();
  const personId = useMe()?.person.id ?? '';
  const [call, setCall] = useState<Comments['call']>();
  // One that was begun on an earlier visit is there again.
  const [composing, setComposing] = useState<{ words?: Words } | undefined>(
    () => readHalfComments(personId, update.id).get(NEW_COMMENT)?.words,
  );
  const compose = useCallback((next: { words?: Words } | undefined) => {
    setComposing(next);
    if (next) setCall({});
  }, []);
  const showThread = useCallback((threadId: string) => {
    setActive(threadId);
    setCall({ threadId });
  }, []);
  const settle = useRef<() => Promise<unknown>>(() => Promise.resolve());
  const comments = useMemo(
    () => ({
      ...{ update, query, activeId, setActive, selected, setSelected, composing, compose, settle },
      ...{ call, showThread },
      act: async (verb: () => Promise<Threads>) => {
        const queryKey = ['updates', update.id, 'threads'];
        try {
          const threads = await verb();
          // An answer that is still on its way was given before, and would hide what was done.
          await queryClient.cancelQueries({ queryKey });
          queryClient.setQueryData(queryKey, threads);
        } catch (error) {
          if (problemOf(error).status === 409) void queryClient.invalidateQueries();
          throw error;
        }
      },
    }),
    [update, query, activeId, selected, composing, compose, call, showThread, queryClient],
  );
  return <CommentsContext value={comments}>{children}</CommentsContext>;
}

/** Where a thread's words stand in the text on the screen, which may be ahead of the server's. */
export function placeIn(shown: string, thread: Thread, { text }: Threads) {
  if (!thread.place || !text) return undefined;
  const anchor = makeAnchor(text.words, thread.place.from, thread.place.to);
  const place = anchor && findAnchor(shown, anchor);
  return place && place !== 'changed' ? place : undefined;
}

/**
 * Words selected on the screen: of a revision where they stand in it; of a draft where they stand on the
 * screen, whose words may be on their way to the server.
 */
export function wordsOf(
  shown: string,
  { from, to }: { from: number; to: number },
  { text }: Threads,
): Words | undefined {
  const anchor = makeAnchor(shown, from, to);
  if (!anchor || !text) return undefined;
  if (!text.revisionId) {
    return { from: anchor.from, to: anchor.to, quote: quoteOf(anchor), text: shown };
  }
  const place = findAnchor(text.words, anchor);
  if (place === 'changed') return undefined;
  return { ...place, quote: text.words.slice(place.from, place.to) };
}
