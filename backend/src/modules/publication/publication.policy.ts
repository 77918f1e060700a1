import { holdsRole, type Decision, type Principal } from '../../common/actor.js';
import { bankHolidays } from '../../common/bank-holidays.js';
import { dateInWords, workingDaysBetween } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import { isPossible } from '../../common/workflow.js';
import { roundWorkflow } from '../rounds/index.js';
import type { RoundStanding } from '../signoff/index.js';
import type { CurrentSchedule } from './schedules.js';

export const PUBLICATION_ACTIONS = [
  'publish',
  'schedule_publication',
  'cancel_scheduled_publication',
  'request_early_publication',
  'request_publication_in_hold',
  'close',
] as const;
export type PublicationAction = (typeof PUBLICATION_ACTIONS)[number];

/** Whether an exception was asked for, and whether a second person has agreed. */
export type ExceptionState = 'none' | 'unconfirmed' | 'confirmed';

/** All that decides whether a round may be published. */
export interface PublicationFactsNow {
  round: RoundStanding;
  /** London dates. */
  today: string;
  publicationOn: string;
  hold?: { name: string; endsOn: string };
  /** A hold that covered the signed date, which has passed: publication has moved by itself. */
  heldOver?: { name: string };
  earlyPublication: ExceptionState;
  publicationInHold: ExceptionState;
  /** Set when the sealed correction is called minor: whether a second person has confirmed that. */
  minorCorrection?: ExceptionState;
  /** The time set for what is signed, or the last attempt at it. */
  schedule?: CurrentSchedule;
}

/**
 * How many working days after the signed date its texts still stand for it. Later than that
 * publication has moved, and owners are asked (DOMAIN, rule 4; ADR 16).
 */
export const WORKING_DAYS_OF_GRACE = 5;

const WHO_CAN = 'Who can: the secretariat of this plan.';

const MINOR_UNCONFIRMED =
  'The correction was called minor, with a reason, and somebody else has to confirm that. If it is not minor, unseal it and seal it without saying so.';

/** Publication is the secretariat's, whatever the state of the round. */
export const decidePublicationPlace = (principal: Principal, planId: string): Decision =>
  holdsRole(principal, 'secretariat', planId)
    ? { isAllowed: true, as: principal }
    : { isAllowed: false, why: 'Rounds are published by the secretariat.', whoCan: WHO_CAN };

/** Why the action is not possible now, whoever asks; null when it is. */
export function publicationProblem(
  action: PublicationAction,
  facts: PublicationFactsNow,
): Problem | null {
  switch (action) {
    case 'publish':
      return publishProblem(facts);
    case 'schedule_publication':
      return signedProblem(facts) ?? movedProblem(facts);
    case 'cancel_scheduled_publication':
      return facts.schedule?.state === 'waiting' ? null : illegal('No time is set.');
    case 'request_early_publication':
      return earlyRequestProblem(facts);
    case 'request_publication_in_hold':
      return holdRequestProblem(facts);
    case 'close':
      return closeProblem(facts.round);
  }
}

/** May this principal take the action on the round as it stands? */
export function decidePublication(
  action: PublicationAction,
  principal: Principal,
  facts: PublicationFactsNow,
): Decision {
  const placed = decidePublicationPlace(principal, facts.round.planId);
  if (!placed.isAllowed) return placed;
  const problem = publicationProblem(action, facts);
  return problem ? { isAllowed: false, why: problem.detail, hasPart: true } : placed;
}

const illegal = (why: string): Problem => new Problem('transition.illegal', { why });

const isCorrecting = (facts: PublicationFactsNow): boolean => facts.round.correctionNo > 0;

// A correction goes out when it is signed: the date was the edition's own, and it has passed or
// was set aside already.
const isTooEarly = (facts: PublicationFactsNow): boolean =>
  !isCorrecting(facts) && facts.today < facts.publicationOn;

const hasSlipped = (facts: PublicationFactsNow): boolean =>
  !isCorrecting(facts) &&
  workingDaysBetween(facts.publicationOn, facts.today, bankHolidays()) > WORKING_DAYS_OF_GRACE;

function publishProblem(facts: PublicationFactsNow): Problem | null {
  const { hold } = facts;
  const unsigned = signedProblem(facts);
  if (unsigned) return unsigned;
  if (facts.minorCorrection && facts.minorCorrection !== 'confirmed') {
    return new Problem('override.unconfirmed', { detail: MINOR_UNCONFIRMED });
  }
  if (hold && !isCorrecting(facts)) return inHold(hold);
  if (hold && facts.publicationInHold === 'none') return inHold(hold);
  if (hold && facts.publicationInHold === 'unconfirmed') {
    return unconfirmed('Publication during the hold');
  }
  const moved = movedProblem(facts);
  if (moved) return moved;
  if (!isTooEarly(facts) || facts.earlyPublication === 'confirmed') return null;
  return facts.earlyPublication === 'none'
    ? new Problem('publication.too_early', { date: dateInWords(facts.publicationOn) })
    : unconfirmed('Publication before its date');
}

/** Publication has moved: no time that is still to come can do for what was signed. */
function movedProblem(facts: PublicationFactsNow): Problem | null {
  if (facts.heldOver && !isCorrecting(facts)) {
    return new Problem('publication.held_over', {
      name: facts.heldOver.name,
      date: dateInWords(facts.publicationOn),
    });
  }
  if (hasSlipped(facts)) {
    return new Problem('publication.slipped', {
      date: dateInWords(facts.publicationOn),
      days: String(WORKING_DAYS_OF_GRACE),
    });
  }
  return null;
}

const signedProblem = ({ round }: PublicationFactsNow): Problem | null =>
  round.manifest === 'signed' && isPossible(roundWorkflow, 'publish', round.state)
    ? null
    : illegal(notSigned(round));

function notSigned(round: RoundStanding): string {
  if (round.manifest === 'sealed') return 'It waits for a signatory.';
  if (round.state === 'published') return 'It is published, and no correction is signed.';
  if (round.state === 'closed') return 'The round is closed.';
  return 'Only a signed round can be published.';
}

/** Nothing new goes out in a hold. */
export const inHold = (hold: { name: string; endsOn: string }): Problem =>
  new Problem('publication.in_hold', { name: hold.name, until: dateInWords(hold.endsOn) });

const unconfirmed = (what: string): Problem =>
  new Problem('override.unconfirmed', {
    detail: `${what} was asked for, with a reason. It waits for a second person to confirm it.`,
  });

function earlyRequestProblem(facts: PublicationFactsNow): Problem | null {
  if (!facts.round.manifest)
    return illegal('Seal the round first: the exception is for exactly what was sealed.');
  if (!isTooEarly(facts)) return illegal('It is not before the publication date.');
  return alreadyAsked(facts.earlyPublication);
}

function holdRequestProblem(facts: PublicationFactsNow): Problem | null {
  if (!facts.hold) return illegal('There is no hold now.');
  if (!isCorrecting(facts)) return inHold(facts.hold);
  if (!facts.round.manifest)
    return illegal('Seal the correction first: the exception is for exactly what was sealed.');
  return alreadyAsked(facts.publicationInHold);
}

function alreadyAsked(state: ExceptionState): Problem | null {
  if (state === 'none') return null;
  return illegal(
    state === 'confirmed'
      ? 'It was asked for and confirmed already.'
      : 'It was asked for already and waits for a second person.',
  );
}

function closeProblem(round: RoundStanding): Problem | null {
  if (!isPossible(roundWorkflow, 'close', round.state)) {
    return illegal(
      round.state === 'closed' ? 'It is closed already.' : 'Only a published round can be closed.',
    );
  }
  return round.correctionNo > 0
    ? illegal('A correction of it is under way. Publish or abandon it first.')
    : null;
}
