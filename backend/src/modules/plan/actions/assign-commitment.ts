import { Injectable } from '@nestjs/common';
import { actorHoldsRole } from '../../../common/actor.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { changedMeanwhile, type Act } from '../../audit/index.js';
import { Person } from '../../identity/index.js';
import { Commitment } from '../plan.entities.js';

@Injectable()
export class AssignCommitment {
  /**
   * Names who drafts for a commitment from the next round on; updates already open keep theirs.
   * @throws Problem record.changed_meanwhile when the version is not the present one
   */
  async execute(
    act: Act,
    commitmentId: string,
    input: { ownerId: string; version: number },
  ): Promise<void> {
    const commitment = await act.manager.findOne(Commitment, {
      where: { id: commitmentId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!commitment || !act.actor) throw new Problem('record.not_found', { what: 'commitment' });
    if (!actorHoldsRole(act.actor, 'secretariat', commitment.planId)) {
      throw new Problem('permission.refused', {
        why: 'Owners are named by the secretariat.',
        whoCan: 'Who can: the secretariat of this plan.',
      });
    }
    if (commitment.version !== input.version) {
      throw await changedMeanwhile(
        act,
        { kind: 'commitment', id: commitmentId },
        'changed this commitment',
      );
    }
    if (!(await act.manager.existsBy(Person, { id: input.ownerId, isActive: true }))) {
      throw invalidField('ownerId', 'unknown', 'There is no such person with an open account.');
    }
    if (commitment.ownerId === input.ownerId) return;
    await act.manager.update(
      Commitment,
      { id: commitmentId },
      { ownerId: input.ownerId, version: commitment.version + 1 },
    );
    act.record(
      'commitment.owner_changed',
      { kind: 'commitment', id: commitmentId, planId: commitment.planId },
      { from: commitment.ownerId ?? undefined, to: input.ownerId },
    );
  }
}
