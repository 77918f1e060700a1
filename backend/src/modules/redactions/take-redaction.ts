import { decideForActor, type Principal } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { onBehalfOf, overtaken, type Act } from '../audit/index.js';
import { Redaction, type RedactionState } from './redaction.entity.js';
import { decideRedaction, maySeeRedaction } from './redaction.policy.js';

/**
 * Locks a redaction that waits for a decision, and lets the policy decide.
 * @throws Problem record.not_found, permission.refused, or record.changed_meanwhile when it is decided
 */
export async function takeRedaction(
  act: Act,
  id: string,
  action: 'confirm' | 'refuse',
): Promise<{ redaction: Redaction; as: Principal }> {
  const { actor } = act;
  const redaction = await act.manager.findOne(Redaction, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!redaction || !actor || !maySeeRedaction(actor, redaction.planId)) {
    throw new Problem('record.not_found', { what: 'redaction' });
  }
  const { decidedById, decidedAt, state } = redaction;
  if (decidedById && decidedAt) throw await overtaken(act, decidedById, `${state} it`, decidedAt);
  const decision = decideForActor(actor, (principal) =>
    decideRedaction(action, actor, principal, redaction),
  );
  if (!decision.isAllowed) {
    const { why, whoCan = '' } = decision;
    throw new Problem('permission.refused', { why, whoCan });
  }
  return { redaction, as: decision.as };
}

/** Notes the decision; the words themselves go with it. */
export async function settle(
  act: Act,
  { id }: Redaction,
  state: RedactionState,
  as: Principal,
): Promise<void> {
  const decidedForId = onBehalfOf(act.actor, as);
  await act.manager.update(
    Redaction,
    { id },
    { state, words: null, decidedById: act.actorId, decidedForId, decidedAt: act.now },
  );
}
