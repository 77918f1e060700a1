import { aPrincipal, PLAN_ID } from '../../../test/builders/manifest.js';
import type { Actor, Principal } from '../../common/actor.js';
import { decideForActor } from '../../common/actor.js';
import { decideConfirmation, type OverrideFacts } from './override.policy.js';

const OVERRIDE: OverrideFacts = {
  planId: PLAN_ID,
  madeById: 'maker',
  madeForId: null,
  isConfirmed: false,
  isEnded: false,
};
const person = (personId: string, roles: Parameters<typeof aPrincipal>[0]): Principal =>
  aPrincipal(roles, { personId });
const acting = (self: Principal, ...covered: Principal[]): Actor => ({
  personId: self.personId,
  name: self.name,
  principals: [
    self,
    ...covered.map((each) => ({
      ...each,
      cover: { id: 'cover', parts: ['secretariat', 'review'] as const },
    })),
  ],
});
const confirms = (actor: Actor, override: Partial<OverrideFacts> = {}): boolean =>
  decideForActor(actor, (principal) =>
    decideConfirmation(actor, principal, { ...OVERRIDE, ...override }),
  ).isAllowed;

describe('confirming an override', () => {
  it('is for another member of the secretariat, or a lead, of the same plan', () => {
    expect(confirms(acting(person('other', ['secretariat'])))).toBe(true);
    expect(confirms(acting(person('other', ['lead'])))).toBe(true);
    expect(
      confirms(acting(person('other', ['signatory', 'auditor', 'administrator', 'board_member']))),
    ).toBe(false);
    const elsewhere = {
      ...person('other', []),
      grants: [{ role: 'secretariat' as const, planId: 'another' }],
    };
    expect(confirms(acting(elsewhere))).toBe(false);
  });

  it('is never for the maker: not as themselves, and not on cover for anyone', () => {
    expect(confirms(acting(person('maker', ['secretariat'])))).toBe(false);
    expect(
      confirms(acting(person('maker', ['secretariat']), person('other', ['secretariat']))),
    ).toBe(false);
  });

  it('is not for whoever has the right only on cover for the maker', () => {
    expect(confirms(acting(person('other', []), person('maker', ['secretariat'])))).toBe(false);
    expect(confirms(acting(person('other', []), person('third', ['secretariat'])))).toBe(true);
  });

  it('is not for the person on whose behalf it was made, nor on cover for them', () => {
    const made = { madeForId: 'absent' };
    expect(confirms(acting(person('absent', ['secretariat'])), made)).toBe(false);
    expect(confirms(acting(person('other', []), person('absent', ['secretariat'])), made)).toBe(
      false,
    );
    expect(confirms(acting(person('other', ['secretariat'])), made)).toBe(true);
  });

  it('is done once, and only while the override holds', () => {
    expect(confirms(acting(person('other', ['lead'])), { isConfirmed: true })).toBe(false);
    expect(confirms(acting(person('other', ['lead'])), { isEnded: true })).toBe(false);
  });
});
