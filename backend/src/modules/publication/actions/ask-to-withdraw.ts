import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { decideForActor } from '../../../common/actor.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { WithdrawalType } from '../../../common/withdrawal-types.js';
import { onBehalfOf, reasonHash, type Act } from '../../audit/index.js';
import { lockVisibleRound } from '../../signoff/index.js';
import { EditionWithdrawal } from '../edition-withdrawal.entity.js';
import { Edition } from '../publication.entities.js';
import { decideAskingToWithdraw } from '../withdrawal.policy.js';
import { withdrawableFacts } from '../withdrawn.js';

export interface WithdrawalRequest {
  /** This version alone, or every version of the edition so far. */
  scope: 'version' | 'edition';
  reasonType: WithdrawalType;
  /** For the record. */
  reason: string;
  /** What the public reads in its place. */
  explanation: string;
}

/** Asks for versions of an edition to be withdrawn; they stay until a second person confirms. */
@Injectable()
export class AskToWithdraw {
  /** @returns the withdrawal's id */
  async execute(act: Act, editionId: string, input: WithdrawalRequest): Promise<string> {
    const { manager, actor } = act;
    const edition = await manager.findOneBy(Edition, { id: editionId });
    if (!edition || !actor) throw new Problem('record.not_found', { what: 'edition' });
    const { roundId, planId } = edition;
    await lockVisibleRound(act, roundId);
    const facts = await withdrawableFacts(manager, edition);
    const decision = decideForActor(actor, (principal) => decideAskingToWithdraw(principal, facts));
    if (!decision.isAllowed) {
      const { why, whoCan } = decision;
      throw new Problem(whoCan ? 'permission.refused' : 'transition.illegal', {
        why,
        ...(whoCan && { whoCan }),
      });
    }
    const [reason, explanation] = [input.reason.trim(), input.explanation.trim()];
    if (reason === '') throw invalidField('reason', 'required', 'Give the reason.');
    if (explanation === '') {
      throw invalidField('explanation', 'required', 'Say what the public is told in its place.');
    }
    const last = await manager.maximum(Edition, 'version', { roundId });
    const [fromVersion, toVersion] =
      input.scope === 'edition' ? [1, last ?? edition.version] : [edition.version, edition.version];

    const id = randomUUID();
    await manager.insert(EditionWithdrawal, {
      ...{ id, planId, roundId, editionId, fromVersion, toVersion, reason, explanation },
      reasonType: input.reasonType,
      state: 'asked',
      askedById: act.actorId,
      askedForId: onBehalfOf(actor, decision.as),
      askedAt: act.now,
    });
    act.record(
      'edition.withdrawal_asked',
      { kind: 'edition', id: editionId, planId },
      {
        ...{ withdrawalId: id, fromVersion, toVersion, reasonType: input.reasonType },
        reasonHash: reasonHash(reason),
        explanationHash: reasonHash(explanation),
      },
      decision.as,
    );
    return id;
  }
}
