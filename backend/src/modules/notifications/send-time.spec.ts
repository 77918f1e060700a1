import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bankHolidays } from '../../common/bank-holidays.js';
import {
  addWorkingDays,
  isWorkingDay,
  londonDate,
  londonInstant,
  londonTime,
} from '../../common/dates.js';
import { burstTime, digestTime, nextSendingTime, SENDING_HOURS } from './send-time.js';

const holidays = bankHolidays();
const at = londonInstant;
const next = (wallClock: string): Date => nextSendingTime(at(wallClock), SENDING_HOURS, holidays);
const digest = (wallClock: string, digestAt = '08:00', afterDay?: string) =>
  digestTime(at(wallClock), digestAt, SENDING_HOURS, holidays, afterDay);

const anyInstant = fc
  .integer({ min: Date.UTC(2021, 0, 1), max: Date.UTC(2027, 11, 20) })
  .map((milliseconds) => new Date(milliseconds));

describe('the time at which emails may arrive', () => {
  it('is now, within the hours of a working day', () => {
    expect(next('2022-05-09T09:00')).toEqual(at('2022-05-09T09:00'));
    expect(next('2022-05-09T07:00')).toEqual(at('2022-05-09T07:00'));
  });

  it('is the next morning after hours, and the morning of the day before them', () => {
    expect(next('2022-05-09T19:00')).toEqual(at('2022-05-10T07:00'));
    expect(next('2022-05-10T03:00')).toEqual(at('2022-05-10T07:00'));
  });

  it('steps over Christmas and Easter', () => {
    // 25 and 26 December 2021 were a weekend: the two days after it were bank holidays instead.
    expect(next('2021-12-24T19:30')).toEqual(at('2021-12-29T07:00'));
    expect(next('2022-04-14T21:00')).toEqual(at('2022-04-19T07:00'));
  });

  it('keeps to the London clock when it changes', () => {
    expect(next('2022-03-26T12:00').toISOString()).toBe('2022-03-28T06:00:00.000Z');
    expect(next('2022-10-29T12:00').toISOString()).toBe('2022-10-31T07:00:00.000Z');
  });

  it('is never earlier, never at night, on a weekend or a bank holiday, and the first there is', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const found = nextSendingTime(instant, SENDING_HOURS, holidays);
        expect(found.getTime()).toBeGreaterThanOrEqual(instant.getTime());
        expect(isWorkingDay(londonDate(found), holidays)).toBe(true);
        expect(londonTime(found) >= SENDING_HOURS.from).toBe(true);
        expect(londonTime(found) < SENDING_HOURS.until).toBe(true);
        expect(nextSendingTime(found, SENDING_HOURS, holidays)).toEqual(found);
        if (found > instant) expect(londonTime(found)).toBe(SENDING_HOURS.from);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the time of a digest', () => {
  it('is the chosen one, or now when that has passed today', () => {
    expect(digest('2022-05-09T06:10')).toEqual({
      day: '2022-05-09',
      sendAt: at('2022-05-09T08:00'),
    });
    expect(digest('2022-05-09T11:00')).toEqual({
      day: '2022-05-09',
      sendAt: at('2022-05-09T11:00'),
    });
  });

  it('is the next working day’s in the evening, and once today’s has gone', () => {
    expect(digest('2022-04-29T20:00', '09:15')).toEqual({
      ...{ day: '2022-05-03', sendAt: at('2022-05-03T09:15') },
    });
    expect(digest('2022-05-09T11:00', '08:00', '2022-05-09')).toEqual({
      ...{ day: '2022-05-10', sendAt: at('2022-05-10T08:00') },
    });
  });

  it('is on its own day, one a day, in sending hours', () => {
    const anyTime = fc.integer({ min: 7 * 60, max: 19 * 60 - 1 });
    fc.assert(
      fc.property(anyInstant, anyTime, (now, minutes) => {
        const digestAt = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        const { day, sendAt } = digestTime(now, digestAt, SENDING_HOURS, holidays);
        expect(londonDate(sendAt)).toBe(day);
        expect(nextSendingTime(sendAt, SENDING_HOURS, holidays)).toEqual(sendAt);
        const following = digestTime(now, digestAt, SENDING_HOURS, holidays, day);
        expect(following.day).toBe(addWorkingDays(day, 1, holidays));
      }),
      { numRuns: 300 },
    );
  });
});

it('tells what happens at once after three minutes, or in the morning', () => {
  expect(burstTime(at('2022-05-09T18:58'), SENDING_HOURS, holidays)).toEqual(
    at('2022-05-10T07:00'),
  );
  expect(burstTime(at('2022-05-09T10:00'), SENDING_HOURS, holidays)).toEqual(
    at('2022-05-09T10:03'),
  );
});
