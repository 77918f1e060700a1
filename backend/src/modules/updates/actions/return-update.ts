import { Injectable } from '@nestjs/common';
import { reasonHash, type Act } from '../../audit/index.js';
import { Update } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';
import { appendDecision, expectRevision, resumeDraft } from '../update-texts.js';

@Injectable()
export class ReturnUpdate {
  /** A lead sends the text back to its owner, with a reason; drafting goes on from this revision. */
  async execute(act: Act, updateId: string, revisionId: string, reason: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'return');
    const revision = await expectRevision(act, update, revisionId);
    await act.manager.update(
      Update,
      { id: updateId },
      {
        state: 'returned',
        claimedById: null,
        claimedAt: null,
        stateChangedAt: act.now,
        version: update.version + 1,
      },
    );
    await resumeDraft(act, update);
    await appendDecision(act, updateId, 'return', as, { revision, reason });
    act.emit({ kind: 'update.returned', payload: { updateId, revisionId } });
    act.record(
      'update.returned',
      { kind: 'update', id: updateId, planId: update.planId },
      { revisionId, reasonHash: reasonHash(reason) },
      as,
    );
  }
}
