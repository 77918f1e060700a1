import fc from 'fast-check';
import { aPrincipal, aStanding } from '../../../test/builders/manifest.js';
import { ROLES } from '../../common/actor.js';
import { ROUND_STATES } from '../rounds/index.js';
import {
  decidePublication,
  PUBLICATION_ACTIONS,
  publicationProblem,
  type PublicationFactsNow,
} from './publication.policy.js';

const SIGNED = aStanding({ state: 'signed', manifest: 'signed' });
const CORRECTION = aStanding({ state: 'published', manifest: 'signed', correctionNo: 1 });
const HOLD = { name: 'Pre-election period', endsOn: '2022-06-30' };

const facts = (overrides: Partial<PublicationFactsNow> = {}): PublicationFactsNow => ({
  round: SIGNED,
  today: '2022-06-10',
  publicationOn: '2022-06-10',
  earlyPublication: 'none',
  publicationInHold: 'none',
  ...overrides,
});
const codeOf = (overrides: Partial<PublicationFactsNow>): string | undefined =>
  publicationProblem('publish', facts(overrides))?.code;

const exception = fc.constantFrom('none', 'unconfirmed', 'confirmed');
const anyFacts: fc.Arbitrary<PublicationFactsNow> = fc.record({
  round: fc.record({
    roundId: fc.constant(SIGNED.roundId),
    planId: fc.constant(SIGNED.planId),
    state: fc.constantFrom(...ROUND_STATES),
    isHistoric: fc.boolean(),
    manifest: fc.constantFrom(null, 'sealed', 'signed'),
    correctionNo: fc.nat(2),
    waiting: fc.nat(2),
    unconfirmed: fc.nat(1),
  }),
  today: fc.constantFrom('2022-06-09', '2022-06-10', '2022-06-11', '2022-06-20'),
  publicationOn: fc.constant('2022-06-10'),
  hold: fc.option(fc.constant(HOLD), { nil: undefined }),
  heldOver: fc.option(fc.constant({ name: HOLD.name }), { nil: undefined }),
  earlyPublication: exception,
  publicationInHold: exception,
  minorCorrection: fc.option(exception, { nil: undefined }),
});

describe('publication', () => {
  it('goes ahead on the day, when the round is signed', () => {
    expect(codeOf({})).toBeUndefined();
    expect(codeOf({ today: '2022-06-11' })).toBeUndefined();
    expect(codeOf({ round: aStanding({ state: 'sealed', manifest: 'sealed' }) })).toBe(
      'transition.illegal',
    );
  });

  it('waits for its date, unless a second person has agreed', () => {
    const today = '2022-06-09';
    expect(codeOf({ today })).toBe('publication.too_early');
    expect(codeOf({ today, earlyPublication: 'unconfirmed' })).toBe('override.unconfirmed');
    expect(codeOf({ today, earlyPublication: 'confirmed' })).toBeUndefined();
  });

  it('is refused in a hold, whatever was agreed', () => {
    expect(codeOf({ hold: HOLD })).toBe('publication.in_hold');
    expect(
      codeOf({ hold: HOLD, earlyPublication: 'confirmed', publicationInHold: 'confirmed' }),
    ).toBe('publication.in_hold');
  });

  it('is refused when a hold covered the signed date: publication has moved', () => {
    const heldOver = { name: HOLD.name };
    expect(codeOf({ heldOver, today: '2022-07-01' })).toBe('publication.held_over');
    expect(codeOf({ heldOver, today: '2022-07-01', round: CORRECTION })).toBeUndefined();
  });

  it('is refused more than five working days after the signed date: publication has moved', () => {
    expect(codeOf({ today: '2022-06-17' })).toBeUndefined();
    expect(codeOf({ today: '2022-06-19' })).toBeUndefined();
    expect(codeOf({ today: '2022-06-20' })).toBe('publication.slipped');
    expect(codeOf({ today: '2022-06-20', round: CORRECTION })).toBeUndefined();
    // The Jubilee holidays of 2 and 3 June do not count.
    expect(codeOf({ publicationOn: '2022-05-30', today: '2022-06-08' })).toBeUndefined();
  });

  it('lets a correction out in a hold only when a second person has agreed', () => {
    const round = CORRECTION;
    expect(codeOf({ round })).toBeUndefined();
    expect(codeOf({ round, hold: HOLD })).toBe('publication.in_hold');
    expect(codeOf({ round, hold: HOLD, publicationInHold: 'unconfirmed' })).toBe(
      'override.unconfirmed',
    );
    expect(codeOf({ round, hold: HOLD, publicationInHold: 'confirmed' })).toBeUndefined();
  });

  it('lets a correction that is called minor out when a second person has confirmed that', () => {
    const round = CORRECTION;
    for (const minorCorrection of ['none', 'unconfirmed'] as const) {
      expect(codeOf({ round, minorCorrection })).toBe('override.unconfirmed');
    }
    expect(codeOf({ round, minorCorrection: 'confirmed' })).toBeUndefined();
  });

  it('never goes ahead unsigned, in a hold without a correction, or early without a second person', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        if (publicationProblem('publish', any)) return;
        expect(any.round.manifest).toBe('signed');
        if (any.hold) {
          expect(any.round.correctionNo).toBeGreaterThan(0);
          expect(any.publicationInHold).toBe('confirmed');
        }
        if (any.minorCorrection) expect(any.minorCorrection).toBe('confirmed');
        if (any.today === '2022-06-20') expect(any.round.correctionNo).toBeGreaterThan(0);
        if (any.heldOver) expect(any.round.correctionNo).toBeGreaterThan(0);
        if (any.today < any.publicationOn && any.round.correctionNo === 0) {
          expect(any.earlyPublication).toBe('confirmed');
        }
      }),
    );
  });

  it('is for the secretariat alone, and every refusal has its reason', () => {
    const secretariat = aPrincipal(['secretariat']);
    const others = aPrincipal(ROLES.filter((role) => role !== 'secretariat'));
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...PUBLICATION_ACTIONS), (any, action) => {
        expect(decidePublication(action, others, any).isAllowed).toBe(false);
        const decision = decidePublication(action, secretariat, any);
        if (!decision.isAllowed) expect(decision.why).toMatch(/\.$/u);
      }),
    );
  });
});

describe('asking for an exception', () => {
  const asks = (
    action: 'request_early_publication' | 'request_publication_in_hold',
    any: Partial<PublicationFactsNow>,
  ) => publicationProblem(action, facts(any)) === null;

  it('is possible once, for what is sealed, while there is something to set aside', () => {
    expect(asks('request_early_publication', { today: '2022-06-01' })).toBe(true);
    expect(asks('request_early_publication', {})).toBe(false);
    expect(
      asks('request_early_publication', { today: '2022-06-01', earlyPublication: 'unconfirmed' }),
    ).toBe(false);
    expect(asks('request_early_publication', { today: '2022-06-01', round: aStanding() })).toBe(
      false,
    );
    expect(asks('request_publication_in_hold', { round: CORRECTION, hold: HOLD })).toBe(true);
    expect(asks('request_publication_in_hold', { round: CORRECTION })).toBe(false);
    expect(asks('request_publication_in_hold', { hold: HOLD })).toBe(false);
  });
});

describe('a set time', () => {
  it('can be set for what is signed, and cancelled while it waits', () => {
    const problem = (
      action: 'schedule_publication' | 'cancel_scheduled_publication',
      any: Partial<PublicationFactsNow> = {},
    ) => publicationProblem(action, facts(any))?.code;
    const schedule = { id: 'one', publishAt: new Date(), state: 'waiting' } as const;
    expect(problem('schedule_publication')).toBeUndefined();
    expect(problem('schedule_publication', { today: '2022-06-01', hold: HOLD })).toBeUndefined();
    expect(problem('schedule_publication', { round: aStanding() })).toBe('transition.illegal');
    // Publication has moved, so no later time would do.
    const heldOver = { name: HOLD.name };
    expect(problem('schedule_publication', { heldOver })).toBe('publication.held_over');
    expect(problem('schedule_publication', { heldOver, round: CORRECTION })).toBeUndefined();
    expect(problem('schedule_publication', { today: '2022-06-20' })).toBe('publication.slipped');
    expect(problem('cancel_scheduled_publication')).toBe('transition.illegal');
    expect(problem('cancel_scheduled_publication', { schedule })).toBeUndefined();
    expect(
      problem('cancel_scheduled_publication', { schedule: { ...schedule, state: 'failed' } }),
    ).toBe('transition.illegal');
  });
});

describe('closing a round', () => {
  it('is possible when it is published and nothing of it is being corrected', () => {
    const closes = (round: PublicationFactsNow['round']) =>
      publicationProblem('close', facts({ round })) === null;
    expect(closes(aStanding({ state: 'published' }))).toBe(true);
    expect(closes(aStanding({ state: 'published', correctionNo: 1 }))).toBe(false);
    expect(closes(aStanding({ state: 'signed', manifest: 'signed' }))).toBe(false);
    expect(closes(aStanding({ state: 'closed' }))).toBe(false);
  });
});
