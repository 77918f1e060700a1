import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bankHolidays } from './bank-holidays.js';
import {
  dateInWords,
  isIsoDate,
  londonDate,
  londonInstant,
  workingDaysBetween,
  workingDaysLeft,
} from './dates.js';

const days = (from: string, to: string): number => workingDaysBetween(from, to, bankHolidays());
const anyDate = fc
  .integer({ min: Date.UTC(2021, 0, 1) / 86_400_000, max: Date.UTC(2027, 11, 31) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

describe('workingDaysLeft', () => {
  it('is 0 on the very day alone, on the right side of it on every other', () => {
    const left = (today: string, dueOn: string): number =>
      workingDaysLeft(today, dueOn, bankHolidays());
    // Friday 13 and Saturday 14 May 2022.
    expect([left('2022-05-13', '2022-05-14'), left('2022-05-14', '2022-05-13')]).toEqual([1, -1]);
    fc.assert(
      fc.property(anyDate, anyDate, (today, dueOn) => {
        expect(Math.sign(left(today, dueOn))).toBe(dueOn === today ? 0 : dueOn > today ? 1 : -1);
      }),
    );
  });
});

describe('workingDaysBetween', () => {
  it('leaves out weekends and bank holidays', () => {
    expect(days('2022-05-09', '2022-05-16')).toBe(5);
    // Good Friday and Easter Monday.
    expect(days('2022-04-14', '2022-04-19')).toBe(1);
    // The Platinum Jubilee: Thursday and Friday.
    expect(days('2022-06-01', '2022-06-06')).toBe(1);
    expect(days('2022-12-23', '2022-12-28')).toBe(1);
  });

  it('is 0 on the day and negative afterwards', () => {
    expect(days('2022-05-09', '2022-05-09')).toBe(0);
    // From Friday 29 April to Monday 9 May, over the May Day bank holiday.
    expect(days('2022-05-09', '2022-04-29')).toBe(-5);
  });

  it('rises by one on each Monday to Friday that is no bank holiday, before 1970 too', () => {
    const from = '1969-12-20';
    let counted = 0;
    for (let day = new Date(from); day < new Date('2027-12-31');) {
      day = new Date(day.getTime() + 86_400_000);
      const iso = day.toISOString().slice(0, 10);
      if (![0, 6].includes(day.getUTCDay()) && !bankHolidays().has(iso)) counted += 1;
      if (days(from, iso) !== counted) expect([iso, days(from, iso)]).toEqual([iso, counted]);
    }
    expect(counted).toBeGreaterThan(15_000 - 365);
  });

  it('adds up over any day between', () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyDate, (...three) => {
        const [first, middle, last] = three.sort() as [string, string, string];
        expect(days(first, middle) + days(middle, last)).toBe(days(first, last));
        expect(days(last, first) + days(first, last)).toBe(0);
      }),
    );
  });
});

describe('dates in London', () => {
  it('follow the change of the clocks', () => {
    expect(londonInstant('2022-03-27T00:30').toISOString()).toBe('2022-03-27T00:30:00.000Z');
    expect(londonInstant('2022-03-27T09:00').toISOString()).toBe('2022-03-27T08:00:00.000Z');
    expect(londonDate(new Date('2022-06-09T23:30:00Z'))).toBe('2022-06-10');
    expect(londonDate(new Date('2022-12-09T23:30:00Z'))).toBe('2022-12-09');
  });

  it('reads only real calendar dates', () => {
    expect(isIsoDate('2022-02-28')).toBe(true);
    for (const wrong of ['2022-02-30', '2022-13-01', '22-01-01', '2022-1-1', '', null, 20220101]) {
      expect(isIsoDate(wrong)).toBe(false);
    }
  });

  it('says a date as a reader would', () => {
    expect(dateInWords('2022-05-09')).toBe('9 May 2022');
  });
});
