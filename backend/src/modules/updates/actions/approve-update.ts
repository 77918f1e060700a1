import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { COUNT_OPEN_THREADS } from '../comments/known-texts.js';
import { Update } from '../update.entities.js';
import { requireStillNoChange } from '../no-change.js';
import { takeUpdate } from '../update-facts.js';
import { keepPublicationDate } from '../still-true.js';
import { appendDecision, expectRevision } from '../update-texts.js';

@Injectable()
export class ApproveUpdate {
  /**
   * Approves exact words, the revision and the hash that the lead saw, for the publication date as it
   * stands (DOMAIN, rules 1, 2 and 4).
   * @throws Problem update.text_changed when the present words are others, update.open_threads when
   * threads of comments are open that were not seen, update.no_change_overtaken
   */
  async execute(
    act: Act,
    updateId: string,
    seen: { revisionId: string; contentHash: string; openThreadIds?: string[] },
  ): Promise<void> {
    const publicationOn = await keepPublicationDate(act, updateId);
    const { update, as } = await takeUpdate(act, updateId, 'approve');
    const [revision, [open]] = await Promise.all([
      expectRevision(act, update, seen.revisionId),
      act.query<{ count: number; unseen: number }>(COUNT_OPEN_THREADS, [
        ...[updateId, seen.openThreadIds ?? []],
      ]),
    ]);
    if (revision.contentHash !== seen.contentHash) {
      throw new Problem('update.text_changed', { number: String(revision.number) });
    }
    if (open!.unseen > 0) {
      throw new Problem('update.open_threads', { count: String(open!.count) });
    }
    await requireStillNoChange(act, [revision.id]);
    await act.manager.update(
      Update,
      { id: updateId },
      {
        state: 'approved',
        approvedRevisionId: revision.id,
        claimedById: null,
        claimedAt: null,
        stateChangedAt: act.now,
        version: update.version + 1,
      },
    );
    await appendDecision(act, updateId, 'approve', as, { revision, publicationOn });
    act.emit({ kind: 'update.approved', payload: { updateId, revisionId: revision.id } });
    act.record(
      'update.approved',
      { kind: 'update', id: updateId, planId: update.planId },
      { revisionId: revision.id, contentHash: revision.contentHash },
      as,
    );
  }
}
