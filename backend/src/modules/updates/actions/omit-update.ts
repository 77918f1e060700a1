import { Injectable } from '@nestjs/common';
import { reasonHash, type Act } from '../../audit/index.js';
import { endOverride, endOverridesOf, makeOverride } from '../../overrides/index.js';
import { Update } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';
import { appendDecision } from '../update-texts.js';

@Injectable()
export class OmitUpdate {
  /** Leaves an update out of its round: an override with a reason, which the edition prints. */
  async execute(act: Act, updateId: string, reason: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'omit');
    await endOverridesOf(act, { kind: 'update', id: updateId }, ['still_true']);
    const overrideId = await makeOverride(act, {
      kind: 'omission',
      subject: { kind: 'update', id: updateId },
      planId: update.planId,
      reason,
      as,
    });
    await act.manager.update(
      Update,
      { id: updateId },
      { omissionId: overrideId, claimedById: null, claimedAt: null, version: update.version + 1 },
    );
    await appendDecision(act, updateId, 'omit', as, { reason });
    act.record(
      'update.omitted',
      { kind: 'update', id: updateId, planId: update.planId },
      { overrideId, reasonHash: reasonHash(reason) },
      as,
    );
  }
}

@Injectable()
export class IncludeUpdate {
  /** Takes the omission back; the update stands where it stood. */
  async execute(act: Act, updateId: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'include');
    const overrideId = update.omissionId!;
    await act.manager.update(
      Update,
      { id: updateId },
      { omissionId: null, version: update.version + 1 },
    );
    await endOverride(act, overrideId);
    const decisionId = await appendDecision(act, updateId, 'include', as);
    act.emit({ kind: 'update.included', payload: { updateId, decisionId } });
    act.record(
      'update.included',
      { kind: 'update', id: updateId, planId: update.planId },
      { overrideId },
      as,
    );
  }
}
