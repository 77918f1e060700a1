import { useState } from 'react';
import type { Mentionable } from '../api/types.ts';
import { useMe } from '../providers/useMe.ts';
import { isWider, type Audience } from './audience.ts';
import { useComments } from './CommentsProvider.tsx';
import { readHalfWritten, writeHalfWritten, type HalfWritten } from './halfWritten.ts';

/**
 * Keeps a comment that is being written, and knows whether more people would read it now than when it
 * was begun.
 * @param about `NEW_COMMENT`, or the id of the thread that it answers in
 * @param audience who would read it now
 */
export function useHalfWritten(
  about: string,
  { audience, words }: Pick<HalfWritten, 'audience' | 'words'>,
) {
  const personId = useMe()?.person.id ?? '';
  const updateId = useComments().update.id;
  const [kept] = useState(() => readHalfWritten(personId, updateId).get(about));
  const [begunFor, setBegunFor] = useState<Audience | undefined>(kept?.audience);
  return {
    kept,
    /** Whose it was to read when it was begun, when it is for more people now. */
    wasFor: begunFor && isWider(audience, begunFor) ? begunFor : undefined,
    note: (text: string, mentioned: Mentionable[]) => {
      const since = text.trim() === '' ? undefined : (begunFor ?? audience);
      setBegunFor(since);
      const half = since && { text, mentioned, audience: since, ...(words && { words }) };
      writeHalfWritten(personId, updateId, about, half);
    },
  };
}
