import { Injectable } from '@nestjs/common';
import { reasonHash, type Act } from '../../audit/index.js';
import { Update } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';
import { appendDecision, expectRevision, resumeDraft } from '../update-texts.js';

@Injectable()
export class ClearUpdate {
  /** The organisation lets the text go to review. */
  async execute(act: Act, updateId: string, revisionId: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'clear');
    const revision = await expectRevision(act, update, revisionId);
    await act.manager.update(
      Update,
      { id: updateId },
      {
        state: 'submitted',
        submittedAt: act.now,
        stateChangedAt: act.now,
        version: update.version + 1,
      },
    );
    await appendDecision(act, updateId, 'clear', as, { revision });
    act.record(
      'update.cleared',
      { kind: 'update', id: updateId, planId: update.planId },
      { revisionId },
      as,
    );
  }
}

@Injectable()
export class RefuseClearance {
  /** The organisation sends the text back to its owner, with a reason. */
  async execute(act: Act, updateId: string, revisionId: string, reason: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'refuse_clearance');
    const revision = await expectRevision(act, update, revisionId);
    await act.manager.update(
      Update,
      { id: updateId },
      { state: 'returned', stateChangedAt: act.now, version: update.version + 1 },
    );
    await resumeDraft(act, update);
    await appendDecision(act, updateId, 'refuse_clearance', as, { revision, reason });
    act.emit({ kind: 'update.returned', payload: { updateId, revisionId } });
    act.record(
      'update.clearance_refused',
      { kind: 'update', id: updateId, planId: update.planId },
      { revisionId, reasonHash: reasonHash(reason) },
      as,
    );
  }
}
