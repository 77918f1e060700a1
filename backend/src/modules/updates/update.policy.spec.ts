import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coveredPrincipal, type Actor, Grant, Principal } from '../../common/actor.js';
import { isPossible } from '../../common/workflow.js';
import { approvalAfterEdit, decideUpdate, textAccess, type UpdateFacts } from './update.policy.js';
import {
  PERSONAL_UPDATE_ACTIONS,
  UPDATE_STATES,
  updateWorkflow,
  type PersonalUpdateAction,
  type UpdateState,
} from './update.workflow.js';

const PLAN = 'plan';
const person = (id: string, ...grants: Grant[]): Principal => ({
  personId: id,
  name: `The ${id}`,
  organisationId: 'mps',
  grants,
});
const PEOPLE = {
  owner: person('owner'),
  contributor: person('contributor'),
  lead: person('lead', { role: 'lead', planId: PLAN }),
  secondLead: person('secondLead', { role: 'lead', planId: PLAN }),
  otherLead: person('otherLead', { role: 'lead', planId: PLAN, chapterId: 'another' }),
  clearer: person('clearer', { role: 'clearer', organisationId: 'mps' }),
  secretariat: person('secretariat', { role: 'secretariat', planId: PLAN }),
  signatory: person('signatory', { role: 'signatory', planId: PLAN }),
  administrator: person('administrator', { role: 'administrator' }),
  boardMember: person('boardMember', { role: 'board_member', planId: PLAN }),
  auditor: person('auditor', { role: 'auditor' }),
  stranger: person('stranger'),
};
type Who = keyof typeof PEOPLE;

const actor = (who: Who, ...coveredFor: Who[]): Actor => ({
  personId: who,
  name: PEOPLE[who].name,
  principals: [
    PEOPLE[who],
    ...coveredFor.map((absent) =>
      coveredPrincipal(PEOPLE[absent], {
        id: `cover-${absent}`,
        parts: ['drafting', 'review', 'clearance', 'secretariat'],
      }),
    ),
  ],
});

const facts = (changes: Partial<UpdateFacts> = {}): UpdateFacts => ({
  planId: PLAN,
  chapterId: 'chapter',
  commitmentIds: ['commitment'],
  organisationId: 'mps',
  ownerId: 'owner',
  contributorIds: ['contributor'],
  state: 'submitted',
  isOpenForWork: true,
  isOmitted: false,
  isWithdrawn: false,
  isContinued: true,
  isSummary: false,
  claimedById: null,
  asksStillTrue: false,
  hasSuggestion: true,
  writerIds: new Set(['owner']),
  people: {
    owner: { id: 'owner', name: 'The owner' },
    leads: [
      { id: 'lead', name: 'The lead' },
      { id: 'secondLead', name: 'The second lead' },
    ],
    secretariat: [{ id: 'secretariat', name: 'The secretariat' }],
    clearers: [{ id: 'clearer', name: 'The clearer' }],
  },
  ...changes,
});

const anyone = fc.constantFrom(...(Object.keys(PEOPLE) as Who[]));
const anyAction = fc.constantFrom(...PERSONAL_UPDATE_ACTIONS);
const anyState = fc.constantFrom(...UPDATE_STATES);

describe('decideUpdate', () => {
  it('never allows what the workflow does not, nor in a sealed round anything but to say whose it is', () => {
    fc.assert(
      fc.property(
        anyone,
        anyone,
        anyAction,
        anyState,
        fc.boolean(),
        (who, absent, action, state, isOpenForWork) => {
          const decision = decideUpdate(
            action,
            facts({ state, isOpenForWork }),
            actor(who, absent),
          );
          if (decision.isAllowed) {
            expect(isPossible(updateWorkflow, action, state)).toBe(true);
            expect(isOpenForWork || ['assign', 'manage_contributors'].includes(action)).toBe(true);
          } else {
            expect(decision.why).not.toBe('');
          }
        },
      ),
    );
  });

  it('refuses strangers, Board members, administrators and auditors everything', () => {
    for (const who of [
      'stranger',
      'boardMember',
      'administrator',
      'auditor',
      'signatory',
    ] as const) {
      for (const action of PERSONAL_UPDATE_ACTIONS) {
        for (const state of UPDATE_STATES) {
          expect(decideUpdate(action, facts({ state }), actor(who)).isAllowed).toBe(false);
        }
      }
    }
  });

  it('gives each act to those whose act it is', () => {
    const holders: Partial<Record<PersonalUpdateAction, [UpdateState, Who[]]>> = {
      save_draft: ['drafting', ['owner', 'contributor']],
      submit: ['drafting', ['owner']],
      declare_no_change: ['not_started', ['owner']],
      recall: ['submitted', ['owner']],
      clear: ['in_clearance', ['clearer']],
      refuse_clearance: ['in_clearance', ['clearer']],
      claim: ['submitted', ['lead', 'secondLead']],
      return: ['submitted', ['lead', 'secondLead']],
      approve: ['submitted', ['lead', 'secondLead']],
      suggest: ['submitted', ['lead', 'secondLead']],
      answer_suggestion: ['returned', ['owner', 'contributor']],
      edit: ['submitted', ['lead', 'secondLead']],
      reopen: ['approved', ['lead', 'secondLead', 'secretariat']],
      omit: ['not_started', ['secretariat']],
      assign: ['drafting', ['secretariat']],
      edit_listing: ['approved', ['secretariat']],
      manage_contributors: ['drafting', ['owner', 'secretariat']],
      // Publication has not moved here: nobody has anything to confirm.
      confirm_still_true: ['approved', []],
      vouch_still_true: ['approved', []],
    };
    for (const [action, [state, expected]] of Object.entries(holders) as [
      PersonalUpdateAction,
      [UpdateState, Who[]],
    ][]) {
      const allowed = (Object.keys(PEOPLE) as Who[]).filter(
        (who) => decideUpdate(action, facts({ state }), actor(who)).isAllowed,
      );
      expect({ action, allowed: allowed.sort() }).toEqual({
        action,
        allowed: [...expected].sort(),
      });
    }
  });

  it('lets nothing stay as it was that was not there, or that is being corrected', () => {
    const anew = facts({ state: 'not_started', isContinued: false });
    expect(decideUpdate('declare_no_change', anew, actor('owner'))).toMatchObject({
      isAllowed: false,
      why: 'There is no text of last time that could stay as it is.',
    });
  });

  it('asks the owner alone whether it is still true, and lets them change it instead', () => {
    const moved = facts({ state: 'approved', asksStillTrue: true });
    const allowed = (action: PersonalUpdateAction): Who[] =>
      (Object.keys(PEOPLE) as Who[]).filter(
        (who) => decideUpdate(action, moved, actor(who)).isAllowed,
      );
    expect(allowed('confirm_still_true')).toEqual(['owner']);
    expect(allowed('vouch_still_true')).toEqual(['secretariat']);
    expect(allowed('reopen').sort()).toEqual(['lead', 'owner', 'secondLead', 'secretariat']);
    expect(decideUpdate('confirm_still_true', moved, actor('stranger', 'owner')).isAllowed).toBe(
      true,
    );
  });

  it('never asks about what is not approved, left out, sealed, or answered already', () => {
    fc.assert(
      fc.property(
        anyone,
        anyState,
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('confirm_still_true', 'vouch_still_true'),
        (who, state, isOpenForWork, isOmitted, asksStillTrue, action) => {
          const any = facts({ state, isOpenForWork, isOmitted, asksStillTrue });
          if (!decideUpdate(action, any, actor(who)).isAllowed) return;
          expect({ state, isOpenForWork, isOmitted, asksStillTrue }).toEqual({
            state: 'approved',
            isOpenForWork: true,
            isOmitted: false,
            asksStillTrue: true,
          });
        },
      ),
    );
  });

  it('refuses approval by anyone who wrote the text, and says who can', () => {
    const decision = decideUpdate(
      'approve',
      facts({ writerIds: new Set(['owner', 'lead']) }),
      actor('lead'),
    );
    expect(decision).toMatchObject({ isAllowed: false, whoCan: 'Who can: The second lead.' });
  });

  it('refuses approval on cover for someone who wrote the text', () => {
    const writers = facts({ writerIds: new Set(['owner', 'lead']) });
    expect(decideUpdate('approve', writers, actor('stranger', 'lead')).isAllowed).toBe(false);
    expect(decideUpdate('approve', writers, actor('stranger', 'secondLead')).isAllowed).toBe(true);
  });

  it('refuses approval by a writer on cover for a lead who wrote nothing', () => {
    const writers = facts({ writerIds: new Set(['contributor']) });
    expect(decideUpdate('approve', writers, actor('contributor', 'secondLead')).isAllowed).toBe(
      false,
    );
  });

  it('names as who can approve nobody who wrote part of the text, whoever asks', () => {
    const written = { writerIds: new Set(['owner', 'secondLead']) };
    for (const who of ['stranger', 'owner', 'secretariat', 'secondLead'] as const) {
      expect(decideUpdate('approve', facts(written), actor(who))).toMatchObject({
        isAllowed: false,
        whoCan: 'Who can: The lead.',
      });
    }
    const all = facts({ writerIds: new Set(['owner', 'lead', 'secondLead']) });
    expect(decideUpdate('approve', all, actor('stranger'))).toMatchObject({
      whoCan: 'The secretariat of its plan can name a lead.',
    });
  });

  it('says who could approve what a lead has edited, or whom to ask to name somebody', () => {
    const { leads } = facts().people;
    expect(leads.map(({ id }) => id)).toEqual(['lead', 'secondLead']);
    expect(approvalAfterEdit(facts(), ['lead'])).toBe('Who can approve it then: The second lead.');
    const nobody =
      'Nobody could approve it then: no other lead is named who wrote none of it. Ask the secretariat of its plan to name one first: The secretariat.';
    expect(approvalAfterEdit(facts(), ['lead', 'secondLead'])).toBe(nobody);
    const written = facts({ writerIds: new Set(['owner', 'secondLead']) });
    expect(approvalAfterEdit(written, ['lead'])).toBe(nobody);
  });

  it('names nobody who would be refused as well', () => {
    const { owner, leads, secretariat, clearers } = facts().people;
    const everyone = [owner!, ...leads, ...secretariat, ...clearers];
    const byName = new Map(everyone.map(({ id, name }) => [name, id]));
    let named = 0;
    fc.assert(
      fc.property(
        anyone,
        anyone,
        anyAction,
        anyState,
        fc.option(fc.constantFrom<Who>('lead', 'secondLead'), { nil: null }),
        fc.uniqueArray(fc.constantFrom<Who>('owner', 'contributor', 'lead', 'secondLead')),
        (who, absent, action, state, claimedById, writers) => {
          const claimer = claimedById ? leads.find(({ id }) => id === claimedById) : undefined;
          const known = facts({
            ...{ state, claimedById, writerIds: new Set(writers) },
            people: { ...facts().people, claimer },
          });
          const decision = decideUpdate(action, known, actor(who, absent));
          if (decision.isAllowed || !decision.whoCan?.startsWith('Who can: ')) return;
          for (const name of decision.whoCan.slice('Who can: '.length, -1).split('; ')) {
            const id = byName.get(name) as Who;
            // A lead who is named may have to take it over first.
            const isReviewed = leads.some((lead) => lead.id === id) && action !== 'claim';
            const claim = action === 'take_over' ? (claimedById ?? 'somebody else') : id;
            const possible = { ...known, claimedById: isReviewed ? claim : null };
            expect({ name, ...decideUpdate(action, possible, actor(id)) }).toMatchObject({
              name,
              isAllowed: true,
            });
            named += 1;
          }
        },
      ),
      { numRuns: 2000 },
    );
    expect(named).toBeGreaterThan(200);
  });

  it('explains to a cover who holds the part what stands in the way, not whose part it is', () => {
    const written = facts({ writerIds: new Set(['owner', 'lead']) });
    expect(decideUpdate('approve', written, actor('stranger', 'lead'))).toMatchObject({
      why: 'The lead, for whom you act, wrote or submitted part of this text.',
      whoCan: 'Who can: The second lead.',
    });
    expect(decideUpdate('approve', written, actor('owner', 'secondLead'))).toMatchObject({
      why: 'You wrote or submitted part of this text, so someone else approves it.',
      whoCan: 'Who can: The second lead.',
    });
    const claimed = facts({
      claimedById: 'secondLead',
      people: { ...facts().people, claimer: { id: 'secondLead', name: 'The second lead' } },
    });
    expect(decideUpdate('return', claimed, actor('clearer', 'stranger', 'lead'))).toMatchObject({
      why: 'The second lead is reviewing it.',
      whoCan: 'You can take it over.',
    });
    // Their own part comes before that of whom they cover.
    expect(decideUpdate('approve', written, actor('lead', 'lead'))).toMatchObject({
      why: 'You wrote or submitted part of this text, so someone else approves it.',
    });
    expect(decideUpdate('approve', written, actor('stranger', 'clearer'))).toMatchObject({
      why: 'A lead for this commitment reviews it.',
    });
  });

  it('lets a lead who suggested words approve them when others made them theirs, not one who edited', () => {
    const accepted = facts({ writerIds: new Set(['owner', 'contributor']) });
    expect(decideUpdate('approve', accepted, actor('lead')).isAllowed).toBe(true);
    const edited = facts({ writerIds: new Set(['owner', 'lead']) });
    expect(decideUpdate('approve', edited, actor('lead')).isAllowed).toBe(false);
  });

  it('asks for answers only where something is suggested', () => {
    const none = facts({ state: 'returned', hasSuggestion: false });
    expect(decideUpdate('answer_suggestion', none, actor('owner')).isAllowed).toBe(false);
  });

  it('lets only the claimer review what is claimed, and others take it over', () => {
    const claimed = facts({
      claimedById: 'lead',
      people: { ...facts().people, claimer: { id: 'lead', name: 'The lead' } },
    });
    expect(decideUpdate('approve', claimed, actor('secondLead'))).toMatchObject({
      isAllowed: false,
      why: 'The lead is reviewing it.',
    });
    expect(decideUpdate('take_over', claimed, actor('secondLead')).isAllowed).toBe(true);
    expect(decideUpdate('approve', claimed, actor('lead')).isAllowed).toBe(true);
    expect(decideUpdate('recall', claimed, actor('owner')).isAllowed).toBe(false);
  });
});

describe('the contributor rule, under any interleaving', () => {
  /** A text in the making: who saved since the last revision, and who wrote any revision. */
  interface Making {
    state: UpdateState;
    drafters: Set<string>;
    writers: Set<string>;
    claimedById: string | null;
    isSuggested: boolean;
  }
  // Mostly the people and acts that make a text, so that many runs come to an approval.
  const writer = fc.constantFrom<Who>(
    'owner',
    'owner',
    'contributor',
    'lead',
    'secondLead',
    'stranger',
  );
  const step = fc.record({
    who: writer,
    absent: fc.option(writer, { nil: undefined, freq: 2 }),
    action: fc.constantFrom<PersonalUpdateAction>(
      ...(['save_draft', 'submit', 'submit', 'claim', 'release', 'take_over', 'recall'] as const),
      ...(['return', 'suggest', 'answer_suggestion', 'edit'] as const),
      ...(['approve', 'approve', 'reopen'] as const),
    ),
  });

  /** Applies an allowed act as the actions do: who acts, and whom they act for, both count. */
  const apply = (making: Making, action: PersonalUpdateAction, ids: string[]): Making => {
    const next = { ...making };
    switch (action) {
      // What is accepted of a suggestion is saved: the words are theirs who accept, not the lead's.
      case 'answer_suggestion':
      case 'save_draft':
        return { ...next, state: 'drafting', drafters: new Set([...making.drafters, ...ids]) };
      case 'submit':
        return {
          ...next,
          state: 'submitted',
          writers: new Set([...making.writers, ...making.drafters, ...ids]),
          drafters: new Set(),
          isSuggested: false,
        };
      case 'edit':
        return { ...next, writers: new Set([...making.writers, ...ids]), claimedById: null };
      case 'claim':
      case 'take_over':
        return { ...next, claimedById: ids[0]! };
      case 'release':
        return { ...next, claimedById: null };
      case 'suggest':
        return { ...next, state: 'returned', claimedById: null, isSuggested: true };
      case 'return':
        return { ...next, state: 'returned', claimedById: null };
      case 'recall':
      case 'reopen':
        return { ...next, state: 'drafting', claimedById: null };
      case 'approve':
        return { ...next, state: 'approved', claimedById: null };
      default:
        return next;
    }
  };

  it('lets no one approve words that they, or someone they act for, wrote or submitted', () => {
    let approvals = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        let making: Making = {
          state: 'not_started',
          drafters: new Set(),
          writers: new Set(),
          claimedById: null,
          isSuggested: false,
        };
        for (const { who, absent, action } of steps) {
          const someone = actor(who, ...(absent ? [absent] : []));
          const known = facts({
            state: making.state,
            writerIds: making.writers,
            claimedById: making.claimedById,
            hasSuggestion: making.isSuggested,
          });
          const decision = decideUpdate(action, known, someone);
          if (!decision.isAllowed) continue;
          const ids = [...new Set([who, decision.as.personId])];
          if (action === 'approve') {
            approvals += 1;
            for (const id of ids) expect(making.writers.has(id)).toBe(false);
          }
          making = apply(making, action, ids);
        }
      }),
      { numRuns: 3000 },
    );
    // The property says nothing when nobody ever approves.
    expect(approvals).toBeGreaterThan(20);
  });
});

describe('textAccess', () => {
  it('shows drafts to their writers, submissions to reviewers, approved texts to the signatory', () => {
    const access = (who: Who, state: UpdateState): string =>
      textAccess(facts({ state }), actor(who));
    expect(access('owner', 'drafting')).toBe('draft');
    expect(access('contributor', 'drafting')).toBe('draft');
    expect(access('lead', 'submitted')).toBe('submitted');
    expect(access('secretariat', 'submitted')).toBe('submitted');
    expect(access('auditor', 'submitted')).toBe('submitted');
    expect(access('otherLead', 'submitted')).toBe('none');
    expect(access('signatory', 'submitted')).toBe('none');
    expect(access('signatory', 'approved')).toBe('approved');
    expect(access('administrator', 'approved')).toBe('none');
    expect(access('boardMember', 'signed')).toBe('none');
    expect(access('boardMember', 'published')).toBe('published');
    const withdrawn = facts({ state: 'published', isWithdrawn: true });
    expect(textAccess(withdrawn, actor('boardMember'))).toBe('none');
    expect(textAccess(withdrawn, actor('auditor'))).toBe('submitted');
  });

  it('opens to a cover what the absent person may see', () => {
    expect(textAccess(facts({ state: 'drafting' }), actor('stranger', 'owner'))).toBe('draft');
  });
});
