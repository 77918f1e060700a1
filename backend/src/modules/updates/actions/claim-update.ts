import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../common/actor.js';
import type { Act } from '../../audit/index.js';
import { Update } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';

@Injectable()
export class ClaimUpdate {
  /** Takes a submission for review, or takes it over from another lead. */
  async execute(act: Act, updateId: string, action: 'claim' | 'take_over'): Promise<void> {
    const { update, facts, as } = await takeUpdate(act, updateId, action);
    const { claimedById: fromId } = facts;
    await act.manager.update(
      Update,
      { id: updateId },
      { claimedById: act.actorId, claimedAt: act.now, version: update.version + 1 },
    );
    if (fromId) act.emit({ kind: 'update.taken_over', payload: { updateId, fromId } });
    act.record(
      'update.claimed',
      { kind: 'update', id: updateId, planId: update.planId },
      fromId ? { from: fromId } : {},
      as,
    );
  }
}

@Injectable()
export class ReleaseUpdate {
  async execute(act: Act, updateId: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'release');
    await this.release(act, update, as);
  }

  /** Releases it without asking whose it is: for acts that have, of an update that they hold locked. */
  async release(act: Act, update: Update, as?: Principal): Promise<void> {
    const { id: updateId } = update;
    await act.manager.update(
      Update,
      { id: updateId },
      { claimedById: null, claimedAt: null, version: update.version + 1 },
    );
    act.record('update.released', { kind: 'update', id: updateId, planId: update.planId }, {}, as);
  }
}
