import { Injectable } from '@nestjs/common';
import { Problem } from '../../../../common/problems.js';
import { reasonHash, type Act } from '../../../audit/index.js';
import { addComment } from '../../../comments/index.js';
import { audienceOf } from '../comment.policy.js';
import { requireReaders } from '../mentionable.js';
import { takeThread, tellMentioned } from '../take-threads.js';

@Injectable()
export class AddComment {
  /** Answers in an open thread. @throws Problem transition.illegal when it is resolved */
  async execute(
    act: Act,
    updateId: string,
    threadId: string,
    input: { text: string; mentionedIds: readonly string[] },
  ): Promise<void> {
    const { thread, query, revisions, as, about } = await takeThread(act, updateId, threadId);
    if (thread.resolvedAt) {
      throw new Problem('transition.illegal', {
        why: 'The thread is resolved.',
        whoCan: 'Reopen it to answer.',
      });
    }
    await requireReaders(query, updateId, input.mentionedIds, audienceOf(thread, revisions));
    const comment = await addComment(act, threadId, input, { as });
    tellMentioned(act, { updateId, threadId, commentId: comment.id }, input.mentionedIds);
    act.record(
      'comment.added',
      about,
      {
        ...{ threadId, commentId: comment.id, textHash: reasonHash(comment.text) },
        mentionedIds: [...input.mentionedIds],
      },
      as,
    );
  }
}
