import { Injectable } from '@nestjs/common';
import { decideForActor } from '../../../common/actor.js';
import { Problem } from '../../../common/problems.js';
import { onBehalfOf, overtaken, type Act } from '../../audit/index.js';
import { EditionWithdrawal } from '../edition-withdrawal.entity.js';
import { decideWithdrawal, maySeeWithdrawal } from '../withdrawal.policy.js';

/**
 * A second person confirms a withdrawal, and from then on the public reads the explanation; or it is
 * refused, or taken back, and the versions stay. Never hindered by a hold (DOMAIN, rule 4).
 */
@Injectable()
export class DecideWithdrawal {
  /** @throws Problem record.changed_meanwhile when somebody else has decided it already */
  async execute(act: Act, withdrawalId: string, action: 'confirm' | 'refuse'): Promise<void> {
    const { manager, actor } = act;
    const withdrawal = await manager.findOne(EditionWithdrawal, {
      where: { id: withdrawalId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!withdrawal || !actor || !maySeeWithdrawal(actor, withdrawal.planId)) {
      throw new Problem('record.not_found', { what: 'withdrawal' });
    }
    const { planId, editionId, decidedById, decidedAt } = withdrawal;
    if (decidedById && decidedAt) {
      throw await overtaken(act, decidedById, `${withdrawal.state} it`, decidedAt);
    }
    const decision = decideForActor(actor, (principal) =>
      decideWithdrawal(action, actor, principal, withdrawal),
    );
    if (!decision.isAllowed) {
      const { why, whoCan = '' } = decision;
      throw new Problem('permission.refused', { why, whoCan });
    }
    await manager.update(
      EditionWithdrawal,
      { id: withdrawalId },
      {
        state: action === 'confirm' ? 'confirmed' : 'refused',
        decidedById: act.actorId,
        decidedForId: onBehalfOf(actor, decision.as),
        decidedAt: act.now,
      },
    );
    act.record(
      action === 'confirm' ? 'edition.withdrawn' : 'edition.withdrawal_refused',
      { kind: 'edition', id: editionId, planId },
      { withdrawalId },
      decision.as,
    );
    if (action === 'confirm') {
      act.emit({ kind: 'edition.withdrawn', payload: { editionId, withdrawalId } });
    }
  }
}
