import { mergeContents } from '@common/content-merge.ts';
import { withoutNoChange } from '@common/content.ts';
import { useState } from 'react';
import type { Content, Revision } from '../api/types.ts';
import { useHalfWritten } from '../half-written/useHalfWritten.ts';
import { isSameText, sameContent } from '../updates/draftText.ts';

/** Words that a lead would put in the place of a revision's, not sent yet. */
export interface HalfProposal {
  /** The text that it was written on. */
  base: Content;
  content: Content;
  message?: string;
}

/** The evidence stays as it was submitted. */
const wordsOf = (revision: Revision): Content => {
  const { evidence: _, ...words } = withoutNoChange(revision.content);
  return words;
};

/**
 * A text that a lead changes in a dialog, kept until it is sent. What was begun on an earlier revision
 * goes on in the words of this one.
 */
export function useProposal(updateId: string, kind: 'suggest' | 'edit', revision: Revision) {
  const half = useHalfWritten<HalfProposal>(updateId, kind);
  const [given] = useState(() => wordsOf(revision));
  const begun = half.begun?.words;
  const [isMerged] = useState(begun !== undefined && !isSameText(begun.base, given));
  const [start, setStart] = useState(() => {
    if (!begun) return { generation: 0, content: given };
    const { base, content } = begun;
    return {
      generation: 0,
      content: isMerged ? mergeContents(base, content, given).content : content,
    };
  });
  const [content, setContent] = useState(start.content);
  const [message, setMessage] = useState(begun?.message ?? '');
  const keep = (next: Content, words: string) => {
    if (sameContent(next, given) && words.trim() === '') half.forget();
    else half.keep({ base: given, content: next, ...(words && { message: words }) });
  };
  return {
    given,
    start,
    content,
    message,
    begun: half.begun,
    /** It was begun on other words than those it stands in now. */
    isMerged: isMerged && half.begun !== undefined,
    forget: half.forget,
    change: (change: (now: Content) => Content) => {
      const next = change(content);
      setContent(next);
      keep(next, message);
    },
    say: (words: string) => {
      setMessage(words);
      keep(content, words);
    },
    throwAway: () => {
      half.forget();
      setStart(({ generation }) => ({ generation: generation + 1, content: given }));
      setContent(given);
      setMessage('');
    },
  };
}
