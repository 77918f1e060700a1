import {
  decideForActor,
  holdsRole,
  type Actor,
  type Decision,
  type Principal,
} from '../../common/actor.js';
import { isPossible } from '../../common/workflow.js';
import { roundWorkflow } from '../rounds/index.js';
import { decideSignoff, SIGNOFF_ACTIONS } from '../signoff/index.js';
import {
  decidePublication,
  PUBLICATION_ACTIONS,
  type PublicationFactsNow,
} from './publication.policy.js';

/** Every action on a round, with the policies' answers for this actor, in the order of a round's life. */
export function decideRound(
  actor: Actor,
  facts: PublicationFactsNow,
): (readonly [action: string, decision: Decision])[] {
  const ask = (decide: (principal: Principal) => Decision): Decision =>
    decideForActor(actor, decide);
  const planning = (['edit', 'open'] as const).map(
    (action) => [action, ask((principal) => decidePlanning(action, principal, facts))] as const,
  );
  const signoff = SIGNOFF_ACTIONS.map(
    (action) =>
      [action, ask((principal) => decideSignoff(action, principal, facts.round))] as const,
  );
  const publication = PUBLICATION_ACTIONS.map(
    (action) => [action, ask((principal) => decidePublication(action, principal, facts))] as const,
  );
  return [...planning, ...signoff, ...publication];
}

/** Whether the actor may plan the stakeholder summary of a round. */
export const decideSummary = (
  actor: Actor,
  planId: string,
  { isSummary, hasOne }: { isSummary: boolean; hasOne: boolean },
): Decision =>
  decideForActor(actor, (principal) => {
    if (!holdsRole(principal, 'secretariat', planId)) return NOT_SECRETARIAT;
    if (isSummary) return { isAllowed: false, why: 'It is a stakeholder summary itself.' };
    if (hasOne) return { isAllowed: false, why: 'This period has a stakeholder summary already.' };
    return { isAllowed: true, as: principal };
  });

const NOT_SECRETARIAT: Decision = {
  isAllowed: false,
  why: 'Rounds are run by the secretariat.',
  whoCan: 'Who can: the secretariat of this plan.',
};

function decidePlanning(
  action: 'edit' | 'open',
  principal: Principal,
  { round }: PublicationFactsNow,
): Decision {
  if (!holdsRole(principal, 'secretariat', round.planId)) return NOT_SECRETARIAT;
  if (isPossible(roundWorkflow, action, round.state)) return { isAllowed: true, as: principal };
  const why =
    action === 'open' ? 'The round was opened already.' : 'What the round prints is fixed.';
  return { isAllowed: false, why, hasPart: true };
}
