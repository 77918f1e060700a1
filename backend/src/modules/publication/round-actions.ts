import {
  decideForActor,
  holdsRole,
  type Actor,
  type Decision,
  type Principal,
} from '../../common/actor.js';
import { isPossible } from '../../common/workflow.js';
import { roundWorkflow, type RoundState } from '../rounds/index.js';
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
  isSummary: boolean,
): (readonly [action: string, decision: Decision])[] {
  const ask = (decide: (principal: Principal) => Decision): Decision =>
    decideForActor(actor, decide);
  const planning = (['edit', 'open', 'skip'] as const).map(
    (action) =>
      [action, ask((principal) => decidePlanning(action, principal, facts, isSummary))] as const,
  );
  const signoff = SIGNOFF_ACTIONS.map(
    (action) =>
      [
        action,
        ask((principal) => decideSignoff(action, principal, facts.round, actor.personId)),
      ] as const,
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
  { isSummary, hasOne, state }: { isSummary: boolean; hasOne: boolean; state: RoundState },
): Decision =>
  decideForActor(actor, (principal) => {
    if (!holdsRole(principal, 'secretariat', planId)) return NOT_SECRETARIAT;
    if (isSummary) return { isAllowed: false, why: 'It is a stakeholder summary itself.' };
    if (state === 'skipped') return { isAllowed: false, why: 'The round is skipped.' };
    if (hasOne) return { isAllowed: false, why: 'This period has a stakeholder summary already.' };
    return { isAllowed: true, as: principal };
  });

const NOT_SECRETARIAT: Decision = {
  isAllowed: false,
  why: 'Rounds are run by the secretariat.',
  whoCan: 'Who can: the secretariat of this plan.',
};

function decidePlanning(
  action: 'edit' | 'open' | 'skip',
  principal: Principal,
  { round }: PublicationFactsNow,
  isSummary: boolean,
): Decision {
  if (!holdsRole(principal, 'secretariat', round.planId)) return NOT_SECRETARIAT;
  if (action === 'skip' && isSummary) {
    return { isAllowed: false, why: 'It is skipped with its round.', hasPart: true };
  }
  if (isPossible(roundWorkflow, action, round.state)) return { isAllowed: true, as: principal };
  const why =
    round.state === 'skipped'
      ? 'The round is skipped.'
      : action === 'edit'
        ? 'What the round prints is fixed.'
        : 'The round was opened already.';
  return { isAllowed: false, why, hasPart: true };
}
