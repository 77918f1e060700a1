import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideForActor, type Actor, type Principal, type Role, ROLES } from './actor.js';
import {
  ASKED_STATES,
  type AskedFacts,
  decideAsSecondPerson,
  isDecider,
  plansOfDecider,
} from './second-person.js';

const PEOPLE = ['ada', 'ben', 'cleo', 'dev'];
const PLANS = ['one', 'other'];

const aPrincipal = (personId: string, grants: [Role, string][]): Principal => ({
  ...{ personId, name: personId, organisationId: 'body' },
  grants: grants.map(([role, planId]) => ({ role, planId })),
});
const anyGrants = fc.array(fc.tuple(fc.constantFrom(...ROLES), fc.constantFrom(...PLANS)), {
  maxLength: 3,
});
/** Somebody, on cover for up to two others. */
const anyActor = fc
  .tuple(fc.shuffledSubarray(PEOPLE, { minLength: 1, maxLength: 3 }), fc.array(anyGrants))
  .map(([ids, grants]): Actor => {
    const [own, ...covered] = ids.map((id, at) => aPrincipal(id, grants[at] ?? []));
    return { personId: own!.personId, name: own!.name, principals: [own!, ...covered] };
  });
const anyAsked = fc.record({
  planId: fc.constantFrom(...PLANS),
  askedById: fc.constantFrom(...PEOPLE),
  askedForId: fc.constantFrom(null, ...PEOPLE),
  state: fc.constantFrom(...ASKED_STATES),
});

describe('what one person asks for and another decides', () => {
  it('is confirmed by none who asked, or for whom it was asked, or who covers either', () => {
    fc.assert(
      fc.property(anyActor, anyAsked, (actor, asked) => {
        const decision = decideForActor(actor, (principal) =>
          decideAsSecondPerson('confirm', actor, principal, asked),
        );
        if (!decision.isAllowed) return;
        const involved = [asked.askedById, asked.askedForId];
        expect(involved).not.toContain(actor.personId);
        expect(involved).not.toContain(decision.as.personId);
      }),
    );
  });

  it('is decided once, by those who decide in its plan', () => {
    fc.assert(
      fc.property(
        ...([fc.constantFrom('confirm', 'refuse'), anyActor, anyAsked] as const),
        (action, actor, asked) => {
          const decision = decideForActor(actor, (principal) =>
            decideAsSecondPerson(action, actor, principal, asked),
          );
          const mayRefuse = asked.state === 'asked' && isDecider(actor, asked.planId);
          if (action === 'refuse') expect(decision.isAllowed).toBe(mayRefuse);
          else if (decision.isAllowed) expect(mayRefuse).toBe(true);
          expect(isDecider(actor, asked.planId)).toBe(plansOfDecider(actor).includes(asked.planId));
        },
      ),
    );
  });

  it('is confirmed by a lead of the plan who has no part in it', () => {
    const lead = aPrincipal('ben', [['lead', 'one']]);
    const actor: Actor = { personId: 'ben', name: 'ben', principals: [lead] };
    const asked: AskedFacts = { planId: 'one', askedById: 'ada', askedForId: null, state: 'asked' };
    const decision = decideAsSecondPerson('confirm', actor, lead, asked);
    expect(decision).toEqual({ isAllowed: true, as: lead });
  });
});
