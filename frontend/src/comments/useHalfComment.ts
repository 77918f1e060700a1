import { useState } from 'react';
import type { Mentionable } from '../api/types.ts';
import { useClock } from '../providers/clock.tsx';
import { useMe } from '../providers/useMe.ts';
import { isWider, type Audience } from './audience.ts';
import { useComments } from './CommentsProvider.tsx';
import { takeHalfComment, writeHalfComment, type HalfComment } from './halfComments.ts';

/**
 * Keeps a comment that is being written, and knows whether more people would read it now than when it
 * was begun.
 * @param about `NEW_COMMENT`, or the id of the thread that it answers in
 * @param audience who would read it now
 */
export function useHalfComment(
  about: string,
  { audience, words }: Pick<HalfComment, 'audience' | 'words'>,
) {
  const personId = useMe()?.person.id ?? '';
  const updateId = useComments().update.id;
  const now = useClock()?.now;
  const [kept] = useState(() => takeHalfComment(personId, updateId, about));
  const [begunFor, setBegunFor] = useState<Audience | undefined>(kept?.words.audience);
  return {
    kept,
    /** Whose it was to read when it was begun, when it is for more people now. */
    wasFor: begunFor && isWider(audience, begunFor) ? begunFor : undefined,
    note: (text: string, mentioned: Mentionable[]) => {
      const since = text.trim() === '' ? undefined : (begunFor ?? audience);
      setBegunFor(since);
      const half = since && { text, mentioned, audience: since, ...(words && { words }) };
      writeHalfComment(personId, updateId, about, half, now?.toISOString());
    },
  };
}
