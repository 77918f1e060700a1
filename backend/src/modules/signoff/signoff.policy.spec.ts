import { aPrincipal, aStanding, PLAN_ID } from '../../../test/builders/manifest.js';
import { coveredPrincipal, ROLES, type CoverPart } from '../../common/actor.js';
import { ROUND_STATES } from '../rounds/index.js';
import { decideSignoff, SIGNOFF_ACTIONS, type SignoffAction } from './signoff.policy.js';
import type { RoundStanding } from './round-standing.js';

const SIGNATORY = aPrincipal(['signatory']);
const SECRETARIAT = aPrincipal(['secretariat']);
const actorOf = (action: SignoffAction) =>
  action === 'sign' || action === 'decline' ? SIGNATORY : SECRETARIAT;

const allows = (action: SignoffAction, overrides: Partial<RoundStanding>): boolean =>
  decideSignoff(action, actorOf(action), aStanding(overrides)).isAllowed;

const EVERY_STANDING: RoundStanding[] = ROUND_STATES.flatMap((state) =>
  ([null, 'sealed', 'signed'] as const).flatMap((manifest) =>
    [0, 1].flatMap((correctionNo) =>
      [0, 3].map((waiting) => aStanding({ state, manifest, correctionNo, waiting })),
    ),
  ),
);

describe('who may take the acts of sign-off', () => {
  it('is nobody without the role for this very plan, in any state', () => {
    for (const standing of EVERY_STANDING) {
      for (const action of SIGNOFF_ACTIONS) {
        const needed = actorOf(action).grants[0]!.role;
        const others = aPrincipal(ROLES.filter((role) => role !== needed));
        const elsewhere = aPrincipal([], { grants: [{ role: needed, planId: 'another-plan' }] });
        expect(decideSignoff(action, others, standing).isAllowed).toBe(false);
        expect(decideSignoff(action, elsewhere, standing).isAllowed).toBe(false);
      }
    }
  });

  it('includes cover for a signatory only where the cover includes signing', () => {
    const standing = aStanding({ state: 'sealed', manifest: 'sealed' });
    const cover = (...parts: CoverPart[]) =>
      coveredPrincipal(aPrincipal(['signatory', 'secretariat']), { id: 'cover-1', parts });
    expect(decideSignoff('sign', cover('signing'), standing).isAllowed).toBe(true);
    expect(decideSignoff('sign', cover('secretariat', 'review'), standing)).toMatchObject({
      isAllowed: false,
      whoCan: expect.stringContaining('where the cover includes signing'),
    });
    expect(decideSignoff('decline', cover('review'), standing).isAllowed).toBe(false);
    expect(decideSignoff('unseal', cover('signing'), standing).isAllowed).toBe(false);
  });

  it('says why and, for a missing role, who can', () => {
    expect(decideSignoff('seal', SIGNATORY, aStanding({ planId: PLAN_ID }))).toEqual({
      isAllowed: false,
      why: 'Rounds are run by the secretariat.',
      whoCan: 'Who can: the secretariat of this plan.',
    });
  });
});

describe('what the state of a round allows', () => {
  it('seals an open round once nothing waits', () => {
    expect(allows('seal', {})).toBe(true);
    expect(allows('seal', { waiting: 1 })).toBe(false);
    expect(allows('seal', { unconfirmed: 1 })).toBe(false);
    expect(allows('seal', { state: 'planned' })).toBe(false);
    expect(allows('seal', { state: 'sealed', manifest: 'sealed' })).toBe(false);
  });

  it('seals a published round only for a correction', () => {
    expect(allows('seal', { state: 'published' })).toBe(false);
    expect(allows('seal', { state: 'published', correctionNo: 1 })).toBe(true);
    expect(allows('seal', { state: 'published', correctionNo: 1, waiting: 2 })).toBe(false);
  });

  it('signs and declines only what is sealed and not yet signed', () => {
    for (const action of ['sign', 'decline'] as const) {
      expect(allows(action, { state: 'sealed', manifest: 'sealed' })).toBe(true);
      expect(allows(action, { state: 'published', manifest: 'sealed', correctionNo: 1 })).toBe(
        true,
      );
      expect(allows(action, { state: 'signed', manifest: 'signed' })).toBe(false);
      expect(allows(action, { state: 'open' })).toBe(false);
    }
  });

  it('starts one correction at a time, of what is published', () => {
    expect(allows('start_correction', { state: 'published' })).toBe(true);
    expect(allows('start_correction', { state: 'published', correctionNo: 1 })).toBe(false);
    expect(allows('start_correction', { state: 'closed' })).toBe(true);
    expect(allows('start_correction', { state: 'closed', isHistoric: true })).toBe(false);
    expect(allows('start_correction', { state: 'signed', manifest: 'signed' })).toBe(false);
  });

  it('gives a reason with every refusal', () => {
    for (const standing of EVERY_STANDING) {
      for (const action of SIGNOFF_ACTIONS) {
        const decision = decideSignoff(action, actorOf(action), standing);
        if (!decision.isAllowed) expect(decision.why).toMatch(/\.$/u);
      }
    }
  });
});
