import { Injectable } from '@nestjs/common';
import { decideForActor } from '../../../common/actor.js';
import { Problem } from '../../../common/problems.js';
import { onBehalfOf, overtaken, type Act } from '../../audit/index.js';
import { Override } from '../override.entity.js';
import { decideConfirmation } from '../override.policy.js';
import { maySeeOverride } from '../override.scope.js';

/** A second person agrees that the rule was rightly set aside. */
@Injectable()
export class ConfirmOverride {
  /** @throws Problem record.changed_meanwhile when somebody else has confirmed it already */
  async execute(act: Act, overrideId: string): Promise<void> {
    const override = await act.manager.findOne(Override, {
      where: { id: overrideId },
      lock: { mode: 'pessimistic_write' },
    });
    const { actor } = act;
    if (!override || !actor || !maySeeOverride(actor, override.planId)) {
      throw new Problem('record.not_found', { what: 'override' });
    }
    await refuseSecondConfirmation(act, override);

    const decision = decideForActor(actor, (principal) =>
      decideConfirmation(actor, principal, {
        planId: override.planId,
        madeById: override.madeById,
        madeForId: override.madeOnBehalfOfId,
        isConfirmed: false,
        isEnded: override.endedAt !== null,
      }),
    );
    if (!decision.isAllowed) {
      const code = override.endedAt ? 'transition.illegal' : 'permission.refused';
      throw new Problem(code, { why: decision.why, whoCan: decision.whoCan ?? '' });
    }

    await act.manager.update(
      Override,
      { id: override.id },
      {
        confirmedById: act.actorId,
        confirmedOnBehalfOfId: onBehalfOf(actor, decision.as),
        confirmedAt: act.now,
      },
    );
    act.record(
      'override.confirmed',
      { kind: override.subjectKind, id: override.subjectId, planId: override.planId },
      { overrideId: override.id },
      decision.as,
    );
  }
}

async function refuseSecondConfirmation(act: Act, override: Override): Promise<void> {
  if (!override.confirmedById || !override.confirmedAt) return;
  throw await overtaken(act, override.confirmedById, 'confirmed it', override.confirmedAt);
}
