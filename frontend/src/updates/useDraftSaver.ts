import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Content, Draft, UpdateDetail } from '../api/types.ts';
import { hasLeft } from '../half-written/halfWritten.ts';
import { useClock } from '../providers/clock.tsx';
import { problemOf } from '../providers/httpClient.ts';
import { holdPage } from '../providers/session.ts';
import { useApi } from '../providers/useMe.ts';
import { suggestionsKey } from '../suggestions/useSuggestions.ts';
import { DraftSaver } from './DraftSaver.ts';
import type { SaveState } from './saveState.ts';
import { setAsideKey } from './setAsideKey.ts';

interface DraftSaverParams {
  update: UpdateDetail;
  personId: string;
  draft: Draft;
  initial: Content;
}

/** The saver of this visit, and how safe the words are just now. */
export function useDraftSaver(params: DraftSaverParams): { saver: DraftSaver; state: SaveState } {
  const { update, personId, draft, initial } = params;
  const api = useApi();
  const queryClient = useQueryClient();
  const clock = useRef<Date>(undefined);
  clock.current = useClock()?.now;
  const [saver] = useState(() => {
    let knownState = update.state;
    return new DraftSaver({
      updateId: update.id,
      personId,
      draft,
      initial,
      problemOf,
      save: (version, options) => api.saveDraft(update.id, version, options),
      isOver: () => hasLeft(personId),
      now: () => clock.current?.toISOString(),
      onSaved: ({ state }, hasSetAside) => {
        if (hasSetAside) void queryClient.invalidateQueries({ queryKey: setAsideKey(update.id) });
        // The first save moves the update on, and other acts become possible.
        if (state === knownState) return;
        knownState = state;
        void queryClient.invalidateQueries({ queryKey: ['updates'] });
      },
    });
  });
  useEffect(() => {
    saver.start();
    const letGo = holdPage();
    return () => {
      letGo();
      saver.stop();
    };
  }, [saver]);
  const state = useSyncExternalStore(saver.subscribe, saver.snapshot);
  const { version } = saver;
  useEffect(() => {
    if (version <= draft.version) return;
    // Whatever is built anew begins with what the server has now; comments find their words in it.
    queryClient.setQueryData<Draft>(['draft', update.id], {
      ...{ ...draft, version, content: saver.base },
      ...(state.kind === 'saved' && { savedAt: state.at }),
    });
    void queryClient.invalidateQueries({ queryKey: ['updates', update.id, 'threads'] });
  }, [version, draft, saver, state, update.id, queryClient]);
  useEffect(() => {
    // Whoever saved as well may have answered suggested changes.
    if (state.kind === 'conflict')
      void queryClient.invalidateQueries({ queryKey: suggestionsKey(update.id) });
  }, [state.kind, update.id, queryClient]);
  return { saver, state };
}
