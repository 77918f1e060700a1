import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { DraftPresence } from '../api/types.ts';
import { announce } from '../layout/LiveRegion.tsx';
import { useApi } from '../providers/useMe.ts';
import type { DraftSaver } from './DraftSaver.ts';
import { presenceWords } from './presenceWords.ts';
import { randomName } from '../half-written/randomName.ts';
import { suggestionsKey } from '../suggestions/useSuggestions.ts';
import { setAsideKey } from './setAsideKey.ts';

const AGAIN_MS = 15_000;
const LOOK_MS = 1_000;

export interface Presence {
  others: DraftPresence[];
  /** When that was heard, by this browser's own clock. */
  heardAt: number;
  /** The last save of another that was taken into this editor. */
  taken?: { by: string; at?: string };
}

/**
 * Who else has this draft open, heard from the server while this page is looked at. What they save
 * comes into the editor by itself while nothing here is unsaved and nobody is typing.
 */
export function useDraftPresence(updateId: string, saver: DraftSaver): Presence {
  const api = useApi();
  const queryClient = useQueryClient();
  const [presence, setPresence] = useState<Presence>({ others: [], heardAt: 0 });
  useEffect(() => {
    let source: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let newest = 0;
    let isAsking = false;
    // The same page, however often it is hidden and shown.
    const visit = randomName();
    const hearOthers = (event: MessageEvent<string>) => {
      const others = JSON.parse(event.data) as DraftPresence[];
      setPresence((before) => {
        const known = before.others.map(({ person }) => person.id);
        const come = others.filter(({ person }) => !known.includes(person.id));
        if (come.length > 0) announce(presenceWords(come[0]!, 0));
        return { ...before, others, heardAt: performance.now() };
      });
    };
    const open = () => {
      clearTimeout(again);
      if (source || document.hidden) return;
      source = new EventSource(`/api/updates/${updateId}/presence?visit=${visit}`);
      source.addEventListener('presence', hearOthers);
      source.addEventListener('saved', (event: MessageEvent<string>) => {
        newest = Math.max(newest, (JSON.parse(event.data) as { version: number }).version);
      });
      // After a connection, something may have been missed.
      source.addEventListener('open', () => (newest = Infinity));
      source.addEventListener('error', () => {
        if (source?.readyState !== EventSource.CLOSED) return;
        close();
        again = setTimeout(open, AGAIN_MS);
      });
    };
    const close = () => {
      source?.close();
      source = undefined;
      setPresence((before) => ({ ...before, others: [] }));
    };
    const look = () => (document.hidden ? close() : open());
    const takeNewest = async () => {
      if (newest <= saver.version || isAsking || !saver.isResting) return;
      isAsking = true;
      try {
        const draft = await api.getDraft(updateId);
        if (newest === Infinity) newest = draft.version;
        if (!saver.take(draft)) return;
        // It may have been chosen over words of the reader's, or be suggested changes that were accepted.
        for (const queryKey of [setAsideKey(updateId), suggestionsKey(updateId)])
          void queryClient.invalidateQueries({ queryKey });
        const by = draft.savedBy?.name ?? 'Somebody else';
        announce(`${by} has saved: their words are in the text now`);
        setPresence((before) => ({ ...before, taken: { by, at: draft.savedAt } }));
      } catch {
        // Tried again; what is wrong with the connection is told by the state of saving.
      } finally {
        isAsking = false;
      }
    };
    open();
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(() => void takeNewest(), LOOK_MS);
    return () => {
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
      clearTimeout(again);
      close();
    };
  }, [api, queryClient, saver, updateId]);
  return presence;
}
