import type { Principal } from '../../common/actor.js';
import { isDecider, type AskedState } from '../../common/second-person.js';
import { onBehalfOf, takeAsked, type Act } from '../audit/index.js';
import { Redaction } from './redaction.entity.js';

/**
 * Locks a redaction that waits for a decision, and lets the rule of two decide.
 * @throws Problem record.not_found, permission.refused, or record.changed_meanwhile when it is decided
 */
export async function takeRedaction(
  act: Act,
  id: string,
  action: 'confirm' | 'refuse',
): Promise<{ redaction: Redaction; as: Principal }> {
  const { asked, as } = await takeAsked(act, [Redaction, 'redaction'], id, action, isDecider);
  return { redaction: asked, as };
}

/** Notes the decision; the words themselves go with it. */
export async function settle(
  act: Act,
  { id }: Redaction,
  state: AskedState,
  as: Principal,
): Promise<void> {
  const decidedForId = onBehalfOf(act.actor, as);
  await act.manager.update(
    Redaction,
    { id },
    { state, words: null, decidedById: act.actorId, decidedForId, decidedAt: act.now },
  );
}
