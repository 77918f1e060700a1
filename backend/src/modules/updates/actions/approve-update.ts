import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Update } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';
import { keepPublicationDate } from '../still-true.js';
import { appendDecision, expectRevision } from '../update-texts.js';

@Injectable()
export class ApproveUpdate {
  /**
   * Approves exact words, the revision and the hash that the lead saw, for the publication date as it
   * stands (DOMAIN, rules 1, 2 and 4).
   * @throws Problem update.text_changed when the present words are others
   */
  async execute(
    act: Act,
    updateId: string,
    seen: { revisionId: string; contentHash: string },
  ): Promise<void> {
    const publicationOn = await keepPublicationDate(act, updateId);
    const { update, as } = await takeUpdate(act, updateId, 'approve');
    const revision = await expectRevision(act, update, seen.revisionId);
    if (revision.contentHash !== seen.contentHash) {
      throw new Problem('update.text_changed', { number: String(revision.number) });
    }
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
