import { Injectable } from '@nestjs/common';
import { Problem } from '../../../../common/problems.js';
import { reasonHash, type Act } from '../../../audit/index.js';
import { addComment } from '../../../comments/index.js';
import { audienceOf, type Audience } from '../comment.policy.js';
import { requireReaders } from '../mentionable.js';
import { refuseMoreReaders, takeThread, tellMentioned } from '../take-threads.js';

@Injectable()
export class AddComment {
  /**
   * Answers in an open thread.
   * @throws Problem transition.illegal when it is resolved
   * @throws Problem comment.audience_changed when more people read it than its writer was told
   */
  async execute(
    act: Act,
    updateId: string,
    threadId: string,
    input: { text: string; mentionedIds: readonly string[]; audience?: Audience },
  ): Promise<void> {
    const { thread, query, revisions, as, about } = await takeThread(act, updateId, threadId);
    if (thread.resolvedAt) {
      throw new Problem('transition.illegal', {
        why: 'The thread is resolved.',
        whoCan: 'Reopen it to answer.',
      });
    }
    const audience = audienceOf(thread, revisions);
    refuseMoreReaders(audience, input.audience);
    await requireReaders(query, updateId, input.mentionedIds, audience);
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
