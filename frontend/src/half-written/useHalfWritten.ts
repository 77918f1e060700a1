import { useState, useSyncExternalStore } from 'react';
import { useClock } from '../providers/clock.tsx';
import { useMe } from '../providers/useMe.ts';
import {
  forgetHalfWritten,
  keepHalfWritten,
  readHalfWritten,
  snapshot,
  subscribe,
  takeHalfWritten,
} from './halfWritten.ts';

/** What the person signed in has begun to write about the subject as that kind, and not sent. */
export function useHalfWritten<Words>(subjectId: string, kind: string) {
  const personId = useMe()?.person.id ?? '';
  const now = useClock()?.now;
  useSyncExternalStore(subscribe, snapshot);
  const kept = readHalfWritten<Words>(personId, subjectId, kind);
  const [begun, setBegun] = useState(() => takeHalfWritten<Words>(personId, subjectId, kind));
  return {
    kept,
    /** What was there when this was opened, until it is thrown away. */
    begun,
    keep: (words: Words) =>
      void keepHalfWritten(personId, subjectId, kind, words, now?.toISOString()),
    forget: () => {
      forgetHalfWritten(personId, subjectId, kind);
      setBegun(undefined);
    },
  };
}
