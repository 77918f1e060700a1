import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bankHolidays } from '../../common/bank-holidays.js';
import { addDays, isWorkingDay } from '../../common/dates.js';
import type { AskedRound, AskedUpdate, UpdateAsk } from './asked.js';
import { dueNotices } from './due-notices.js';
import { USUAL_SCHEDULE, type ScheduledRule } from './rules.js';

const ROUND: AskedRound = {
  ...{
    id: 'round',
    planId: 'plan',
    planTitle: 'Plan',
    title: 'Quarter 4',
    state: 'open',
    isSignatureAsked: false,
    isToBeSealed: true,
  },
  ...{ opensOn: '2022-04-04', openedOn: '2022-04-04' },
  ...{ signOffDueOn: '2022-05-30', turnedOn: null, publicationOn: '2022-06-15' },
  ...{ signatoryIds: ['signatory'], secretariatIds: ['secretariat'] },
};
const anUpdate = (fields: Partial<AskedUpdate> = {}): AskedUpdate => ({
  ...{ id: 'update', planId: 'plan', roundId: 'round', title: 'One', reference: '1.1' },
  ...{
    ask: 'draft',
    isOmitted: false,
    sinceOn: '2022-04-04',
    askedFromOn: '2022-04-04',
    cameBackOn: null,
    ownedFromOn: '2022-04-04',
  },
  ...{ respondBy: '2022-04-29', reviewDueOn: '2022-05-16', signOffDueOn: '2022-05-30' },
  ...{ correctionNo: 0, closedOwnerId: null },
  ...{
    ownerId: 'owner',
    claimedById: null,
    leadIds: ['lead'],
    barredIds: [],
    clearerIds: ['clearer'],
  },
  ...fields,
});
const on = (
  day: string,
  update = anUpdate(),
  round = ROUND,
  schedule: readonly ScheduledRule[] = USUAL_SCHEDULE,
): string[] =>
  dueNotices(day, schedule, round, [update], bankHolidays()).map(
    ({ rule, occasion, personId }) => `${rule} ${occasion} ${personId}`,
  );

describe('who is reminded on a day', () => {
  it('is the owner 10, 5 and 1 working days before, and on the day', () => {
    // Good Friday and Easter Monday, 15 and 18 April 2022, do not count.
    expect(on('2022-04-13')).toEqual(['before_due 10 owner']);
    expect(on('2022-04-22')).toEqual(['before_due 5 owner']);
    expect(on('2022-04-28')).toEqual(['before_due 1 owner']);
    expect(on('2022-04-29')).toEqual(['before_due 0 owner']);
    expect(on('2022-04-27')).toEqual([]);
  });

  it('is owner, then lead, then secretariat when it is late, in working days', () => {
    // Monday 2 May 2022 was a bank holiday.
    expect(on('2022-05-02')).toEqual([]);
    expect(on('2022-05-03')).toEqual(['overdue 1 owner']);
    expect(on('2022-05-05')).toEqual(['overdue 3 owner', 'overdue 3 lead']);
    expect(on('2022-05-09')).toEqual([
      ...['overdue 5 owner', 'overdue 5 lead', 'overdue 5 secretariat'],
    ]);
  });

  it('is whoever claimed it, else its leads, when a review waits more than two working days', () => {
    const waiting = anUpdate({ ask: 'review', sinceOn: '2022-05-03' });
    expect(on('2022-05-05', waiting)).toEqual([]);
    expect(on('2022-05-06', waiting)).toEqual(['review_waiting 3 lead']);
    expect(on('2022-05-06', { ...waiting, claimedById: 'claimer' })).toEqual([
      'review_waiting 3 claimer',
    ]);
  });

  it('is the owner two working days after a return, the signatory when sign-off is due', () => {
    expect(
      on('2022-05-05', anUpdate({ ask: 'resume', sinceOn: '2022-05-03', respondBy: '2022-06-01' })),
    ).toEqual(['return_waiting 2 owner']);
    const sealed = { ...ROUND, isSignatureAsked: true };
    const none = anUpdate({ ask: null });
    expect(on('2022-05-27', none, sealed)).toEqual(['before_sign_off 1 signatory']);
    expect(on('2022-05-30', none, sealed)).toEqual(['before_sign_off 0 signatory']);
    // There is nothing to sign: the secretariat sees to it.
    expect(on('2022-05-30', none)).toEqual(['before_sign_off 0 secretariat']);
    expect(on('2022-05-30', none, { ...ROUND, state: 'signed', isToBeSealed: false })).toEqual([]);
    expect(on('2022-05-31', none, sealed)).toEqual([
      ...['sign_off_overdue 1 signatory', 'sign_off_overdue 1 secretariat'],
    ]);
  });

  it('is whoever signs or seals, anew from the day on which it was sealed or opened again too late', () => {
    const none = anUpdate({ ask: null });
    // 2 and 3 June 2022 were bank holidays, then came the weekend.
    const sealed = { ...ROUND, state: 'sealed', isSignatureAsked: true, turnedOn: '2022-06-01' };
    expect(on('2022-05-31', none, sealed)).toEqual([]);
    expect(on('2022-06-06', none, sealed)).toEqual([
      ...['sign_off_overdue 1 signatory', 'sign_off_overdue 1 secretariat'],
    ]);
    const declined = { ...ROUND, turnedOn: '2022-06-06' };
    expect(on('2022-06-07', none, declined)).toEqual(['sign_off_overdue 1 secretariat']);
    // What was sealed in time is late from the date on which it was due.
    expect(on('2022-05-31', none, { ...sealed, turnedOn: '2022-05-27' })).toHaveLength(2);
    // A correction that is sealed, long after its round was due.
    const correction = { ...sealed, state: 'published' };
    expect(on('2022-06-06', none, correction)).toHaveLength(2);
    // One that was not signed, or is not sealed although it is approved.
    const unsigned = { ...correction, isSignatureAsked: false, isToBeSealed: true };
    expect(on('2022-06-06', none, unsigned)).toEqual(['sign_off_overdue 1 secretariat']);
    expect(on('2022-06-06', none, { ...unsigned, isToBeSealed: false })).toEqual([]);
  });

  it('is the secretariat for what has no owner, and nobody twice', () => {
    expect(on('2022-05-09', anUpdate({ ownerId: null }))).toEqual([
      ...['overdue 5 secretariat', 'overdue 5 lead'],
    ]);
    expect(on('2022-05-05', anUpdate({ leadIds: ['owner'] }))).toEqual(['overdue 3 owner']);
    const [told] = dueNotices(
      ...(['2022-04-28', USUAL_SCHEDULE, ROUND, [anUpdate({ ownerId: null })]] as const),
      bankHolidays(),
    );
    // As the secretariat: what it covers for the secretariat is not its own drafting.
    expect(told).toMatchObject({ personId: 'secretariat', audience: 'secretariat' });
  });

  it('is nobody on a day before there was anything to write', () => {
    const correction = anUpdate({ askedFromOn: '2022-05-04', respondBy: '2022-05-06' });
    expect(on('2022-05-03', correction)).toEqual([]);
    expect(on('2022-05-05', correction)).toEqual(['before_due 1 owner']);
    expect(on('2022-05-09', correction)).toEqual(['overdue 1 owner']);
  });

  it('is nobody on the day on which they were told of it at once', () => {
    const again: Partial<AskedUpdate>[] = [
      ...[{ askedFromOn: '2022-04-28' }, { cameBackOn: '2022-04-28' }],
      { ownedFromOn: '2022-04-28' },
    ];
    for (const fields of again) {
      expect(on('2022-04-28', anUpdate(fields))).toEqual([]);
      expect(on('2022-04-29', anUpdate(fields))).toEqual(['before_due 0 owner']);
    }
    // The message of the opening says by when: on its day nothing more is said, however short the round.
    const short = anUpdate({ respondBy: '2022-04-05' });
    expect(on('2022-04-04', short)).toEqual(['kick_off 0 owner']);
    expect(on('2022-04-05', short)).toEqual(['before_due 0 owner']);
    // Where the schedule keeps the opening to itself, the day is one as any other.
    const silent = USUAL_SCHEDULE.filter(({ rule }) => rule !== 'kick_off');
    expect(on('2022-04-04', short, ROUND, silent)).toEqual(['before_due 1 owner']);
  });

  it('is the new owner anew from the day on which they were given late words', () => {
    const given = anUpdate({ ownedFromOn: '2022-05-16' });
    expect(on('2022-05-16', given)).toEqual([]);
    expect(on('2022-05-17', given)).toEqual(['overdue 1 owner']);
    expect(on('2022-05-19', given)).toEqual(['overdue 3 owner', 'overdue 3 lead']);
    const returned = { ...given, ask: 'resume', sinceOn: '2022-05-03' } as const;
    expect(on('2022-05-18', returned)).toEqual(['return_waiting 2 owner']);
    const moved = { ...returned, ask: 'confirm_still_true' } as const;
    expect(on('2022-05-18', moved)).toEqual(['still_true_waiting 2 owner']);
    // What is waited for of others waits as long as it did.
    expect(on('2022-05-06', { ...given, ask: 'review', sinceOn: '2022-05-03' })).toEqual([
      'review_waiting 3 lead',
    ]);
  });

  it('is the owner, then lead and secretariat, anew from the day on which late words came back', () => {
    const back = anUpdate({ ask: 'resume', sinceOn: '2022-05-16', cameBackOn: '2022-05-16' });
    expect(on('2022-05-17', back)).toEqual(['overdue 1 owner']);
    // Taken up by then, and not sent in.
    const resumed = { ...back, ask: 'draft', sinceOn: '2022-05-18' } as const;
    expect(on('2022-05-19', resumed)).toEqual(['overdue 3 owner', 'overdue 3 lead']);
    expect(on('2022-05-23', resumed)).toEqual([
      ...['overdue 5 owner', 'overdue 5 lead', 'overdue 5 secretariat'],
    ]);
    // What came back before it was due is due when it was.
    expect(on('2022-05-03', anUpdate({ cameBackOn: '2022-04-20' }))).toEqual(['overdue 1 owner']);
  });

  it('is each owner with something to write when the round opens', () => {
    expect(on('2022-04-04')).toEqual(['kick_off 0 owner']);
    expect(on('2022-04-05')).toEqual([]);
    expect(on('2022-04-04', anUpdate({ ask: 'review', sinceOn: '2022-04-01' }))).toEqual([]);
    // Whoever opens it on a Saturday tells its owners then.
    expect(on('2022-04-02', anUpdate(), { ...ROUND, openedOn: '2022-04-02' })).toEqual([
      'kick_off 0 owner',
    ]);
  });

  it('is nobody on a day that is no working day, and nobody twice for one rule over all days', () => {
    const ask = fc.constantFrom<UpdateAsk>('draft', 'resume', 'clear', 'review');
    const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2021-06-01', days));
    fc.assert(
      fc.property(ask, day, day, (asked, respondBy, sinceOn) => {
        const update = anUpdate({ ask: asked, respondBy, sinceOn });
        const seen = new Set<string>();
        for (let offset = -40; offset <= 40; offset += 1) {
          const today = addDays(respondBy, offset);
          if (today < sinceOn) continue;
          const told = on(today, update);
          const reminded = told.filter((each) => !each.startsWith('kick_off'));
          if (!isWorkingDay(today, bankHolidays())) expect(reminded).toEqual([]);
          for (const each of told) {
            expect(seen.has(each)).toBe(false);
            seen.add(each);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
