import { Injectable } from '@nestjs/common';
import type { Act } from '../../audit/index.js';
import { Update } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';
import { appendDecision, resumeDraft } from '../update-texts.js';

@Injectable()
export class RecallUpdate {
  /** The owner takes back a submission that nobody has claimed. */
  async execute(act: Act, updateId: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'recall');
    await act.manager.update(
      Update,
      { id: updateId },
      {
        state: 'drafting',
        // One that no longer counts may still be noted.
        ...{ claimedById: null, claimedAt: null },
        stateChangedAt: act.now,
        version: update.version + 1,
      },
    );
    await resumeDraft(act, update);
    await appendDecision(act, updateId, 'recall', as);
    act.record(
      'update.recalled',
      { kind: 'update', id: updateId, planId: update.planId },
      { revisionId: update.latestRevisionId! },
      as,
    );
  }
}
