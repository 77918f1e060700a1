import { Injectable } from '@nestjs/common';
import type { Act } from '../../../audit/index.js';
import { reopenThread, resolveThread } from '../../../comments/index.js';
import { takeThread } from '../take-threads.js';

@Injectable()
export class ResolveThread {
  /** Notes that the matter is settled. @throws Problem record.changed_meanwhile when it was already */
  async execute(act: Act, updateId: string, threadId: string): Promise<void> {
    const { thread, as, about } = await takeThread(act, updateId, threadId);
    await resolveThread(act, thread, as);
    act.record('comment.thread_resolved', about, { threadId }, as);
  }
}

@Injectable()
export class ReopenThread {
  /** Takes the matter up again. @throws Problem transition.illegal when it is open */
  async execute(act: Act, updateId: string, threadId: string): Promise<void> {
    const { thread, as, about } = await takeThread(act, updateId, threadId);
    await reopenThread(act, thread);
    act.record('comment.thread_reopened', about, { threadId }, as);
  }
}
