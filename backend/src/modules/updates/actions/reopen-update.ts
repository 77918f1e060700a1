import { Injectable } from '@nestjs/common';
import { reasonHash, type Act } from '../../audit/index.js';
import { endOverridesOf } from '../../overrides/index.js';
import { Update, UpdateRevision } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';
import { appendDecision, resumeDraft } from '../update-texts.js';

@Injectable()
export class ReopenUpdate {
  /** Withdraws an approval, with a reason; drafting goes on from the approved words. */
  async execute(act: Act, updateId: string, reason: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'reopen');
    const revision = await act.manager.findOneByOrFail(UpdateRevision, {
      id: update.approvedRevisionId!,
    });
    await act.manager.update(
      Update,
      { id: updateId },
      {
        state: 'drafting',
        approvedRevisionId: null,
        stateChangedAt: act.now,
        version: update.version + 1,
      },
    );
    await resumeDraft(act, update);
    await endOverridesOf(act, { kind: 'update', id: updateId }, ['still_true']);
    const decisionId = await appendDecision(act, updateId, 'reopen', as, { revision, reason });
    act.emit({
      kind: 'update.reopened',
      payload: { updateId, revisionId: revision.id, decisionId },
    });
    act.record(
      'update.reopened',
      { kind: 'update', id: updateId, planId: update.planId },
      { revisionId: revision.id, reasonHash: reasonHash(reason) },
      as,
    );
  }
}
