import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bankHolidays } from '../../common/bank-holidays.js';
import { workingDaysBetween } from '../../common/dates.js';
import { nextPeriod, periodLabel, proposeRound, type PatternRound } from './next-round.js';
import { roundIssues } from './round.rules.js';

const LAST: PatternRound = {
  title: '2021/22 Quarter 4 update',
  slug: '2021-22-q4',
  periodLabel: '2021/22 Q4 (January to March 2022)',
  periodStart: '2022-01-01',
  periodEnd: '2022-03-31',
  asAt: '2022-03-31',
  opensOn: '2022-04-04',
  draftsDueOn: '2022-04-29',
  reviewDueOn: '2022-05-16',
  signOffDueOn: '2022-05-30',
  publicationOn: '2022-06-10',
};

describe('the next round on the pattern of the last', () => {
  it('follows the quarter, and keeps each date’s working days from the end of the period', () => {
    expect(proposeRound(LAST, LAST, bankHolidays())).toEqual({
      title: '2022/23 Quarter 1 update',
      slug: '2022-23-q1',
      periodLabel: '2022/23 Q1 (April to June 2022)',
      periodStart: '2022-04-01',
      periodEnd: '2022-06-30',
      asAt: '2022-06-30',
      // Two working days after the end of the period, as then.
      opensOn: '2022-07-04',
      // Easter and the May bank holidays made spring longer than this summer.
      draftsDueOn: '2022-07-27',
      reviewDueOn: '2022-08-10',
      signOffDueOn: '2022-08-24',
      publicationOn: '2022-09-05',
    });
  });

  it('goes on after a period that was skipped', () => {
    const skipped = nextPeriod(LAST);
    expect(proposeRound(LAST, skipped, bankHolidays())).toMatchObject({
      slug: '2022-23-q2',
      title: '2022/23 Quarter 2 update',
      periodLabel: '2022/23 Q2 (July to September 2022)',
      opensOn: '2022-10-04',
    });
  });

  it('names a period that is no quarter by its days, and follows it by its months or days', () => {
    expect(nextPeriod({ periodStart: '2022-01-01', periodEnd: '2022-06-30' })).toEqual({
      periodStart: '2022-07-01',
      periodEnd: '2022-12-31',
    });
    const fortnight = { periodStart: '2022-05-09', periodEnd: '2022-05-22' };
    expect(nextPeriod(fortnight)).toEqual({ periodStart: '2022-05-23', periodEnd: '2022-06-05' });
    expect(periodLabel(fortnight)).toBe('9 May 2022 to 22 May 2022');
    expect(periodLabel({ periodStart: '2022-01-01', periodEnd: '2022-06-30' })).toBe(
      '1 January 2022 to 30 June 2022',
    );
  });

  it('is a round that could be made, at the same distances, whatever the last one was', () => {
    const start = fc.integer({ min: 0, max: 16 }).map((quarter) => {
      const year = 2021 + Math.floor(quarter / 4);
      const first = (quarter % 4) * 3 + 1;
      const pad = (value: number): string => String(value).padStart(2, '0');
      const end = ['03-31', '06-30', '09-30', '12-31'][quarter % 4]!;
      return { periodStart: `${year}-${pad(first)}-01`, periodEnd: `${year}-${end}` };
    });
    const gaps = fc.array(fc.nat(40), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(start, fc.integer({ min: -30, max: 30 }), gaps, (period, first, days) => {
        const dates: string[] = [];
        let at = Date.parse(`${period.periodEnd}T00:00:00Z`) / 86_400_000 + first;
        for (const gap of days) {
          at += gap;
          dates.push(new Date(at * 86_400_000).toISOString().slice(0, 10));
        }
        const [opensOn, draftsDueOn, reviewDueOn, signOffDueOn, publicationOn] = dates as [
          string,
          string,
          string,
          string,
          string,
        ];
        const asAt = period.periodEnd < publicationOn ? period.periodEnd : opensOn;
        const last = {
          ...LAST,
          ...period,
          ...{ opensOn, draftsDueOn, reviewDueOn, signOffDueOn, publicationOn, asAt },
        };
        const next = proposeRound(last, last, bankHolidays());
        expect(roundIssues(next)).toEqual([]);
        for (const name of ['opensOn', 'reviewDueOn', 'publicationOn'] as const) {
          const distance = (round: PatternRound): number =>
            workingDaysBetween(round.periodEnd, round[name], bankHolidays()) + 0;
          expect(distance(next)).toBe(distance(last));
        }
      }),
    );
  });
});
