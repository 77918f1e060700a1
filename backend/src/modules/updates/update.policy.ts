import {
  decideForActor,
  writesAs,
  type Actor,
  type Decision,
  type Principal,
} from '../../common/actor.js';
import { isPossible } from '../../common/workflow.js';
import { updateWorkflow, type PersonalUpdateAction, type UpdateState } from './update.workflow.js';

export interface Named {
  id: string;
  name: string;
}

/** All that the policy needs to know about an update. */
export interface UpdateFacts {
  planId: string;
  chapterId: string | null;
  commitmentIds: readonly string[];
  organisationId: string | null;
  ownerId: string | null;
  contributorIds: readonly string[];
  state: UpdateState;
  /** The round takes work on it: open, or published with this as a correction; and not sealed. */
  isOpenForWork: boolean;
  isOmitted: boolean;
  /** It was published, and every version that printed it is withdrawn. */
  isWithdrawn: boolean;
  /** A paragraph of a stakeholder summary. */
  isSummary: boolean;
  /** It continues a row of the last edition, and corrects none of this one. */
  isContinued: boolean;
  /** Whose review it is: of those alone who may still review it. */
  claimedById: string | null;
  /** A lead has suggested changes to its latest revision. */
  hasSuggestion: boolean;
  /** Publication has moved since the text was approved, and nobody has answered for the new date. */
  asksStillTrue: boolean;
  /**
   * Everyone who wrote or submitted any of its text since the last published revision, and everyone
   * on whose behalf that was done.
   */
  writerIds: ReadonlySet<string>;
  /** Who holds which part, for saying who can. */
  people: {
    owner?: Named;
    claimer?: Named;
    leads: readonly Named[];
    secretariat: readonly Named[];
    clearers: readonly Named[];
  };
}

export const STATE_WORDS: Record<UpdateState, string> = {
  not_started: 'not started yet',
  drafting: 'being drafted',
  in_clearance: 'with its organisation for clearance',
  submitted: 'submitted and waiting for review',
  returned: 'returned to its owner',
  approved: 'approved',
  signed: 'signed with its round',
  published: 'published',
  abandoned: 'part of a correction that was abandoned',
};

const named = (people: readonly Named[], otherwise: string): string =>
  people.length > 0 ? `Who can: ${people.map((person) => person.name).join('; ')}.` : otherwise;

const refused = (why: string, whoCan?: string): Extract<Decision, { isAllowed: false }> => ({
  isAllowed: false,
  why,
  ...(whoCan && { whoCan }),
});

/** The same to somebody whose part it is: what they cannot do now, not what is not theirs. */
const notNow = (why: string, whoCan?: string): Extract<Decision, { isAllowed: false }> => ({
  ...refused(why, whoCan),
  hasPart: true,
});

/** True when the principal leads the update's plan, its chapter or one of its commitments. */
export const leads = (principal: Principal, facts: UpdateFacts): boolean =>
  principal.grants.some(
    (grant) =>
      grant.role === 'lead' &&
      grant.planId === facts.planId &&
      (!grant.chapterId || grant.chapterId === facts.chapterId) &&
      (!grant.commitmentId || facts.commitmentIds.includes(grant.commitmentId)),
  );

export const isSecretariat = (principal: Principal, facts: UpdateFacts): boolean =>
  principal.grants.some((grant) => grant.role === 'secretariat' && grant.planId === facts.planId);

export const clears = (principal: Principal, facts: UpdateFacts): boolean =>
  facts.organisationId !== null &&
  principal.grants.some(
    (grant) => grant.role === 'clearer' && grant.organisationId === facts.organisationId,
  );

const owns = (principal: Principal, facts: UpdateFacts): boolean =>
  writesAs(principal) && principal.personId === facts.ownerId;

export const drafts = (principal: Principal, facts: UpdateFacts): boolean =>
  owns(principal, facts) ||
  (writesAs(principal) && facts.contributorIds.includes(principal.personId));

/**
 * Whether the actor may do this to the update now: as themselves, or as someone they cover.
 * Pure: the same answer serves the action, the screen and the tests (DOMAIN, rules 1 and 7).
 */
export const decideUpdate = (
  action: PersonalUpdateAction,
  facts: UpdateFacts,
  actor: Actor,
): Decision =>
  whyNotNow(action, facts) ??
  decideForActor(actor, (principal) => decideFor(action, facts, actor, principal));

/**
 * True when a refusal has its cause in what others did first, and not in who asks: the state has moved
 * on, or the claim is another's.
 */
export const isOvertaken = (
  action: PersonalUpdateAction,
  facts: UpdateFacts,
  actor: Actor,
): boolean =>
  whyNotNow(action, facts) !== null ||
  [null, actor.personId, 'somebody else'].some(
    (claimedById) => decideUpdate(action, { ...facts, claimedById }, actor).isAllowed,
  );

/** Acts on whose it is: nothing of it is printed, so a seal does not stand in their way. */
const ON_WHOSE: readonly PersonalUpdateAction[] = ['assign', 'manage_contributors'];

/** Why nobody can do this now, whoever they are; null when it depends on who asks. */
export function whyNotNow(
  action: PersonalUpdateAction,
  facts: UpdateFacts,
): Extract<Decision, { isAllowed: false }> | null {
  if (!isPossible(updateWorkflow, action, facts.state)) {
    return refused(`It is ${STATE_WORDS[facts.state]}.`);
  }
  if (!facts.isOpenForWork && !ON_WHOSE.includes(action)) {
    return refused(
      'Its round is sealed or over: what it says is fixed.',
      named(facts.people.secretariat, 'The secretariat can unseal a round that is not published.'),
    );
  }
  if (action === 'include' && !facts.isOmitted) return refused('It is in the round.');
  if (action === 'declare_no_change' && !facts.isContinued) {
    return refused('There is no text of last time that could stay as it is.');
  }
  if (action === 'answer_suggestion' && !facts.hasSuggestion) {
    return refused('Nobody has suggested changes to its last submission.');
  }
  const answers = action === 'confirm_still_true' || action === 'vouch_still_true';
  if (answers && !facts.asksStillTrue) {
    return refused('Its text was approved, or confirmed, for the present publication date.');
  }
  const staysPossible = [...ON_WHOSE, 'include', 'edit_listing'];
  if (facts.isOmitted && !staysPossible.includes(action)) {
    return refused(
      'It is left out of this round.',
      named(facts.people.secretariat, 'The secretariat can include it again.'),
    );
  }
  return null;
}

function decideFor(
  action: PersonalUpdateAction,
  facts: UpdateFacts,
  actor: Actor,
  principal: Principal,
): Decision {
  const allowed: Decision = { isAllowed: true, as: principal };
  const { people } = facts;
  const ownerCan = named(people.owner ? [people.owner] : [], 'The secretariat can name an owner.');
  const secretariatCan = named(people.secretariat, 'The secretariat can.');
  const leadsCan = named(whoReviews(action, facts), 'The secretariat of its plan can name a lead.');
  switch (action) {
    case 'save_draft':
      return drafts(principal, facts)
        ? allowed
        : refused('Its owner and contributors draft it.', ownerCan);
    case 'answer_suggestion':
      return drafts(principal, facts)
        ? allowed
        : refused('Its owner and contributors answer what is suggested.', ownerCan);
    case 'submit':
      return owns(principal, facts) ? allowed : refused('Its owner submits it.', ownerCan);
    case 'declare_no_change':
      return owns(principal, facts)
        ? allowed
        : refused('Its owner says whether anything has changed.', ownerCan);
    case 'recall':
      if (!owns(principal, facts)) return refused('Its owner can recall it.', ownerCan);
      return facts.claimedById === null
        ? allowed
        : notNow(
            `${people.claimer?.name ?? 'A lead'} is reviewing it.`,
            named(people.claimer ? [people.claimer] : [], leadsCan).replace(
              'Who can:',
              'Who can return it:',
            ),
          );
    case 'clear':
    case 'refuse_clearance':
      return clears(principal, facts)
        ? allowed
        : refused(
            'Its organisation clears it.',
            named(people.clearers, 'The secretariat of its plan can name a clearer.'),
          );
    case 'manage_contributors':
      return owns(principal, facts) || isSecretariat(principal, facts)
        ? allowed
        : refused('Its owner and the secretariat name contributors.', ownerCan);
    case 'omit':
      return isSecretariat(principal, facts)
        ? allowed
        : refused('The secretariat leaves updates out.', secretariatCan);
    case 'include':
      return isSecretariat(principal, facts)
        ? allowed
        : refused('The secretariat includes it again.', secretariatCan);
    case 'assign':
    case 'edit_listing':
      return isSecretariat(principal, facts)
        ? allowed
        : refused('The secretariat does this.', secretariatCan);
    case 'confirm_still_true':
      return owns(principal, facts)
        ? allowed
        : refused('Its owner says whether it is still true.', ownerCan);
    case 'vouch_still_true':
      return isSecretariat(principal, facts)
        ? allowed
        : refused('The secretariat answers for an owner who cannot be reached.', secretariatCan);
    case 'reopen':
      // An owner whose text the new date makes untrue changes it.
      if (facts.asksStillTrue && owns(principal, facts)) return allowed;
      return leads(principal, facts) || isSecretariat(principal, facts)
        ? allowed
        : refused('A lead or the secretariat reopens an approved text.', leadsCan);
    case 'claim':
    case 'release':
    case 'take_over':
    case 'return':
    case 'suggest':
    case 'edit':
    case 'approve':
      return leads(principal, facts)
        ? decideReview(action, facts, actor, principal)
        : refused('A lead for this commitment reviews it.', leadsCan);
    default:
      return action satisfies never;
  }
}

type ReviewAction = Extract<
  PersonalUpdateAction,
  'claim' | 'release' | 'take_over' | 'return' | 'suggest' | 'edit' | 'approve'
>;

/** Those leads whom a refusal may name: nobody who would be refused as well. */
function whoReviews(action: PersonalUpdateAction, facts: UpdateFacts): readonly Named[] {
  const { people, writerIds, claimedById } = facts;
  switch (action) {
    case 'approve':
      return people.leads.filter(({ id }) => !writerIds.has(id));
    case 'take_over':
      return people.leads.filter(({ id }) => id !== claimedById);
    case 'release':
      return people.claimer ? [people.claimer] : people.leads;
    default:
      return people.leads;
  }
}

function decideReview(
  action: ReviewAction,
  facts: UpdateFacts,
  actor: Actor,
  principal: Principal,
): Decision {
  const allowed: Decision = { isAllowed: true, as: principal };
  const isTheirs = facts.claimedById === actor.personId;
  const isSomeoneElses = facts.claimedById !== null && !isTheirs;
  const claimer = facts.people.claimer?.name ?? 'Another lead';
  switch (action) {
    case 'claim':
      if (isTheirs) return notNow('You have claimed it already.');
      return isSomeoneElses
        ? notNow(`${claimer} has claimed it.`, 'You can take it over.')
        : allowed;
    case 'release':
      return isTheirs
        ? allowed
        : isSomeoneElses
          ? notNow(`${claimer} has claimed it.`, `Who can: ${claimer}.`)
          : notNow('Nobody has claimed it.');
    case 'take_over': {
      if (isSomeoneElses) return allowed;
      if (!isTheirs) return notNow('Nobody has claimed it.');
      const others = named(whoReviews(action, facts), 'No other lead is named yet.');
      return notNow('You have claimed it already.', others);
    }
    case 'return':
    case 'suggest':
    case 'edit':
      return isSomeoneElses
        ? notNow(`${claimer} is reviewing it.`, 'You can take it over.')
        : allowed;
    case 'approve': {
      const { writerIds } = facts;
      if (writerIds.has(actor.personId) || writerIds.has(principal.personId)) {
        return notNow(
          writerIds.has(actor.personId)
            ? 'You wrote or submitted part of this text, so someone else approves it.'
            : `${principal.name}, for whom you act, wrote or submitted part of this text.`,
          named(
            whoReviews(action, facts),
            'No other lead is named yet; the secretariat of its plan can name one.',
          ),
        );
      }
      return isSomeoneElses
        ? notNow(`${claimer} is reviewing it.`, 'You can take it over.')
        : allowed;
    }
    default:
      return action satisfies never;
  }
}

/** Who could approve the text when the actor has edited it: it is then partly theirs. */
export function approvalAfterEdit({ people, writerIds }: UpdateFacts, editors: string[]): string {
  const others = people.leads.filter(({ id }) => !writerIds.has(id) && !editors.includes(id));
  if (others.length > 0) {
    return `Who can approve it then: ${others.map(({ name }) => name).join('; ')}.`;
  }
  const none = 'Nobody could approve it then: no other lead is named who wrote none of it.';
  const secretariat = people.secretariat.map(({ name }) => name).join('; ');
  return `${none} Ask the secretariat of its plan to name one first${secretariat && `: ${secretariat}`}.`;
}

/** How much of an update's unpublished text someone may read (DOMAIN, rule 7). */
export type TextAccess = 'draft' | 'submitted' | 'approved' | 'published' | 'none';

/** The widest access that any principal of the actor has. */
export function textAccess(facts: UpdateFacts, actor: Actor): TextAccess {
  const has = (test: (principal: Principal) => boolean): boolean => actor.principals.some(test);
  if (has((principal) => drafts(principal, facts))) return 'draft';
  const readsSubmitted = (principal: Principal): boolean =>
    leads(principal, facts) ||
    isSecretariat(principal, facts) ||
    clears(principal, facts) ||
    principal.grants.some((grant) => grant.role === 'auditor');
  if (has(readsSubmitted)) return 'submitted';
  const signs = (principal: Principal): boolean =>
    principal.grants.some((grant) => grant.role === 'signatory' && grant.planId === facts.planId);
  const isApproved = ['approved', 'signed', 'published'].includes(facts.state);
  if (isApproved && has(signs)) return 'approved';
  // What was left out was not published, whatever had been approved before; what was withdrawn is no
  // longer.
  const isPublic = facts.state === 'published' && !facts.isOmitted && !facts.isWithdrawn;
  return isPublic ? 'published' : 'none';
}

/** True when the actor reads texts before they are cleared: only those who clear them. */
export const readsUncleared = (facts: UpdateFacts, actor: Actor): boolean =>
  actor.principals.some((principal) => clears(principal, facts) || drafts(principal, facts));
