import type { Threads } from '../api/types.ts';

/** What a comment on a whole text is about: that of a revision, or of a draft, and which one is shown. */
export function wholeTextWords(made: number | undefined, shown: Threads['text']): string {
  if (made === undefined) return 'On the whole text of a draft';
  if (shown?.revisionNumber === made) return 'On the whole text';
  const now =
    shown?.revisionNumber === undefined ? '' : `; this is revision ${shown.revisionNumber}`;
  return `On the whole text of revision ${made}${now}`;
}
