import { holdsRole, type Decision, type Principal } from '../../common/actor.js';
import { isPossible } from '../../common/workflow.js';
import { roundWorkflow } from '../rounds/index.js';
import type { RoundStanding } from './round-standing.js';

export const SIGNOFF_ACTIONS = [
  'seal',
  'unseal',
  'sign',
  'decline',
  'start_correction',
  'abandon_correction',
] as const;
export type SignoffAction = (typeof SIGNOFF_ACTIONS)[number];

const BY_SECRETARIAT = 'Who can: the secretariat of this plan.';
const BY_SIGNATORY =
  'Who can: a signatory of this plan, or who covers for one where the cover includes signing.';

const NO_ROW_TO_NAME =
  'It is a correction of words of the edition alone, so there is no row to name. Leave it unsigned and tell the secretariat why, who can abandon it.';

/** Nobody has approved the words of a correction that are no row's: whoever signs is the second person. */
const OWN_WORDS: Extract<Decision, { isAllowed: false }> = {
  isAllowed: false,
  why: 'You wrote words of this correction, or sign for who did: somebody else has to sign it.',
  whoCan: BY_SIGNATORY,
};
const wroteWords = ({ wordsBy = [] }: RoundStanding, ids: readonly string[]): boolean =>
  wordsBy.some((id) => ids.includes(id));

const HISTORIC =
  'It was printed before the system existed, and keeps what was printed: it is neither signed nor corrected here.';

/** Whether this action on a round of the plan is the principal's to take, whatever its state. */
export function decidePlace(action: SignoffAction, principal: Principal, planId: string): Decision {
  if (action === 'sign' || action === 'decline') {
    if (!holdsRole(principal, 'signatory', planId)) {
      return { isAllowed: false, why: 'Rounds are signed by a signatory.', whoCan: BY_SIGNATORY };
    }
    return { isAllowed: true, as: principal };
  }
  if (!holdsRole(principal, 'secretariat', planId)) {
    return { isAllowed: false, why: 'Rounds are run by the secretariat.', whoCan: BY_SECRETARIAT };
  }
  return { isAllowed: true, as: principal };
}

/** Why the round does not allow the action now, whoever asks; null when it does. */
export function whyNotNow(action: SignoffAction, round: RoundStanding): string | null {
  if (!isPossible(roundWorkflow, action, round.state)) return notFromHere(action, round);
  const isCorrecting = round.correctionNo > 0;
  switch (action) {
    case 'seal':
      if (round.manifest) return 'The round is sealed already.';
      if (round.state === 'published' && !isCorrecting) {
        return 'It is published, and no correction is under way.';
      }
      if (round.waiting > 0) return waitingWords(round.waiting);
      return round.unconfirmed > 0 ? unconfirmedWords(round.unconfirmed) : null;
    case 'unseal':
      return round.manifest ? null : 'Nothing is sealed.';
    case 'sign':
    case 'decline':
      if (round.manifest === 'signed') {
        return 'The round is signed already. Unsealing it takes the signature back.';
      }
      if (!round.manifest) return 'Nothing is sealed, so there is nothing to sign.';
      return action === 'decline' && round.isOfWordsAlone ? NO_ROW_TO_NAME : null;
    case 'start_correction':
      // A historic round is closed too, and was never signed here.
      if (round.isHistoric) return HISTORIC;
      return isCorrecting ? 'A correction is under way already.' : null;
    case 'abandon_correction':
      if (!isCorrecting) return 'No correction is under way.';
      return round.manifest === 'signed'
        ? 'The correction is signed. Unsealing it takes the signature back; then it can be abandoned.'
        : null;
  }
}

/** May this principal take the action on the round as it stands? */
export function decideSignoff(
  action: SignoffAction,
  principal: Principal,
  round: RoundStanding,
  actorId = principal.personId,
): Decision {
  const placed = decidePlace(action, principal, round.planId);
  if (!placed.isAllowed) return placed;
  if (action === 'sign' && wroteWords(round, [actorId, principal.personId])) return OWN_WORDS;
  const why = whyNotNow(action, round);
  return why === null ? placed : { isAllowed: false, why, hasPart: true };
}

function notFromHere(action: SignoffAction, round: RoundStanding): string {
  if (round.isHistoric) return HISTORIC;
  switch (action) {
    case 'seal':
      return round.state === 'planned'
        ? 'The round is not open yet.'
        : `The round is ${round.state}.`;
    case 'start_correction':
      return 'Only what is published can be corrected.';
    case 'abandon_correction':
      return 'No correction is under way.';
    case 'unseal':
    case 'sign':
    case 'decline':
      if (round.state === 'signed') return 'The round is signed already.';
      return round.state === 'closed' ? 'The round is closed.' : 'The round is not sealed.';
  }
}

const unconfirmedWords = (count: number): string =>
  count === 1
    ? 'Publication has moved, and one approved update is not confirmed as still true.'
    : `Publication has moved, and ${count} approved updates are not confirmed as still true.`;

const waitingWords = (count: number): string =>
  count === 1
    ? 'One update is neither approved nor omitted.'
    : `${count} updates are neither approved nor omitted.`;
