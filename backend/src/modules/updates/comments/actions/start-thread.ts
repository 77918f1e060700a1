import { Injectable } from '@nestjs/common';
import { invalidField, Problem } from '../../../../common/problems.js';
import { findAnchor, makeAnchor, type TextAnchor } from '../../../../common/rich-text/index.js';
import { reasonHash, type Act } from '../../../audit/index.js';
import { addComment, startThread } from '../../../comments/index.js';
import { audienceOf, type Audience } from '../comment.policy.js';
import { draftText, revisionText, type ThreadText } from '../known-texts.js';
import { requireReaders } from '../mentionable.js';
import { refuseMoreReaders, subjectOf, takeThreads, tellMentioned } from '../take-threads.js';

export interface NewThread {
  /** Absent: about the draft. */
  revisionId?: string;
  /** Absent: about the whole text. */
  words?: { from: number; to: number; quote: string; text?: string };
  text: string;
  mentionedIds: readonly string[];
  /** Who would read it, as its writer was told. */
  audience?: Audience;
}

@Injectable()
export class StartThread {
  /**
   * Opens a thread on words of a text that the actor may read, or on all of it.
   * @throws Problem comment.words_gone when the draft has not those words
   * @throws Problem comment.audience_changed when more people read it than its writer was told
   */
  async execute(act: Act, updateId: string, input: NewThread): Promise<void> {
    const taken = await takeThreads(act, updateId);
    const { query, revisions, as, about } = taken;
    const text = input.revisionId
      ? await revisionText(query, taken, input.revisionId)
      : await draftText(query, taken);
    if (!text) throw new Problem('record.not_found', { what: 'draft' });
    const revisionId = text.revision?.id ?? null;
    const revisionsBefore = revisions.length;
    const facts = { revisionId, revisionsBefore, resolvedAt: null };
    const audience = audienceOf(facts, revisions);
    refuseMoreReaders(audience, input.audience);
    await requireReaders(query, updateId, input.mentionedIds, audience);

    const anchor = input.words ? anchorIn(text, input.words) : null;
    const threadId = await startThread(act, {
      ...subjectOf(updateId),
      ...{ revisionId, revisionsBefore, anchor },
    });
    const comment = await addComment(act, threadId, input, { as });
    tellMentioned(act, { updateId, threadId, commentId: comment.id }, input.mentionedIds);
    act.record(
      'comment.thread_started',
      about,
      {
        ...{ threadId, commentId: comment.id, textHash: reasonHash(comment.text) },
        mentionedIds: [...input.mentionedIds],
        ...(revisionId && { revisionId }),
      },
      as,
    );
  }
}

/**
 * The words in the text as it is here. A draft may have been saved since they were selected: then they
 * are found by the text in which they were, or without it are the nearest of the kind.
 */
function anchorIn(
  { revision, words: text }: ThreadText,
  { from, to, quote, text: shown }: NonNullable<NewThread['words']>,
): TextAnchor {
  if (shown !== undefined && !revision) return anchorBy(text, { text: shown, from, to });
  const isThere = text.slice(from, to) === quote;
  if (!isThere && revision) {
    throw invalidField('words', 'not_there', 'These words do not stand at that place.');
  }
  const start = isThere ? from : nearest(text, quote, from);
  return requireWord(makeAnchor(text, start, start + quote.length));
}

/** Of a phrase that is there several times it is the one that was selected, or none. */
function anchorBy(text: string, selected: TextAnchor): TextAnchor {
  const words = requireWord(makeAnchor(selected.text, selected.from, selected.to));
  const place = findAnchor(text, words);
  if (place === 'changed') throw new Problem('comment.words_gone');
  return requireWord(makeAnchor(text, place.from, place.to));
}

function requireWord(anchor: TextAnchor | null): TextAnchor {
  if (!anchor) throw invalidField('words', 'no_word', 'Select at least one word.');
  return anchor;
}

function nearest(text: string, quote: string, from: number): number {
  let found = -1;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (found < 0 || Math.abs(at - from) < Math.abs(found - from)) found = at;
  }
  if (found < 0) throw new Problem('comment.words_gone');
  return found;
}
