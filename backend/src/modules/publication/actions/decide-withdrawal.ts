import { Injectable } from '@nestjs/common';
import { onBehalfOf, takeAsked, type Act } from '../../audit/index.js';
import { EditionWithdrawal } from '../edition-withdrawal.entity.js';
import { maySeeWithdrawal } from '../withdrawal.policy.js';

/**
 * A second person confirms a withdrawal, and from then on the public reads the explanation; or it is
 * refused, or taken back, and the versions stay. Never hindered by a hold (DOMAIN, rule 4).
 */
@Injectable()
export class DecideWithdrawal {
  /** @throws Problem record.changed_meanwhile when somebody else has decided it already */
  async execute(act: Act, withdrawalId: string, action: 'confirm' | 'refuse'): Promise<void> {
    const { manager, actor } = act;
    const of = [EditionWithdrawal, 'withdrawal'] as const;
    const { asked, as } = await takeAsked(act, of, withdrawalId, action, maySeeWithdrawal);
    const { planId, editionId } = asked;
    await manager.update(
      EditionWithdrawal,
      { id: withdrawalId },
      {
        state: action === 'confirm' ? 'confirmed' : 'refused',
        decidedById: act.actorId,
        decidedForId: onBehalfOf(actor, as),
        decidedAt: act.now,
      },
    );
    act.record(
      action === 'confirm' ? 'edition.withdrawn' : 'edition.withdrawal_refused',
      { kind: 'edition', id: editionId, planId },
      { withdrawalId },
      as,
    );
    if (action === 'confirm') {
      act.emit({ kind: 'edition.withdrawn', payload: { editionId, withdrawalId } });
    }
  }
}
