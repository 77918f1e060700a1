import type { EntityTarget, FindOptionsWhere } from 'typeorm';
import { decideForActor, type Actor, type Principal } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { decideAsSecondPerson, type AskedFacts } from '../../common/second-person.js';
import type { Act } from './acts.js';
import { overtaken } from './who-was-first.js';

interface Asked extends AskedFacts {
  id: string;
  decidedById: string | null;
  decidedAt: Date | null;
}

/**
 * Locks what one person asked for and waits for a second, and lets the rule of two decide.
 * @param what in words, for the refusal
 * @throws Problem record.not_found, permission.refused, or record.changed_meanwhile when it is decided
 */
export async function takeAsked<T extends Asked>(
  act: Act,
  [entity, what]: readonly [entity: EntityTarget<T>, what: string],
  id: string,
  action: 'confirm' | 'refuse',
  maySee: (actor: Actor, planId: string) => boolean,
): Promise<{ asked: T; as: Principal }> {
  const { actor } = act;
  const asked = await act.manager.findOne(entity, {
    where: { id } as FindOptionsWhere<T>,
    lock: { mode: 'pessimistic_write' },
  });
  if (!asked || !actor || !maySee(actor, asked.planId)) {
    throw new Problem('record.not_found', { what });
  }
  const { decidedById, decidedAt, state } = asked;
  if (decidedById && decidedAt) throw await overtaken(act, decidedById, `${state} it`, decidedAt);
  const decision = decideForActor(actor, (principal) =>
    decideAsSecondPerson(action, actor, principal, asked),
  );
  if (!decision.isAllowed) {
    const { why, whoCan = '' } = decision;
    throw new Problem('permission.refused', { why, whoCan });
  }
  return { asked, as: decision.as };
}
