import { decideForActor, type Principal } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import type { Act } from '../audit/index.js';
import { whoMovedRound, type Round } from '../rounds/index.js';
import { publicationFacts } from './publication-facts.js';
import {
  decidePublicationPlace,
  publicationProblem,
  type PublicationAction,
  type PublicationFactsNow,
} from './publication.policy.js';

/**
 * The principal as whom the actor takes the action, and the facts that allowed it.
 * @throws Problem permission.refused, or whatever stands in the way
 */
export async function requirePublication(
  act: Act,
  action: PublicationAction,
  round: Round,
): Promise<{ as: Principal; facts: PublicationFactsNow }> {
  const as = requirePublisher(act, round.planId);
  const facts = await publicationFacts(act.manager, round, act.now);
  const problem = publicationProblem(action, facts);
  if (problem?.code === 'transition.illegal') {
    const conflict = await whoMovedRound(act, round.id);
    throw new Problem(problem.code, problem.context, { ...(conflict && { conflict }) });
  }
  if (problem) throw problem;
  return { as, facts };
}

/** @throws Problem permission.refused unless the actor is the plan's secretariat */
export function requirePublisher(act: Act, planId: string): Principal {
  if (!act.actor) throw new Error('Publication is a person’s act');
  const placed = decideForActor(act.actor, (principal) =>
    decidePublicationPlace(principal, planId),
  );
  if (!placed.isAllowed) {
    throw new Problem('permission.refused', { why: placed.why, whoCan: placed.whoCan ?? '' });
  }
  return placed.as;
}
