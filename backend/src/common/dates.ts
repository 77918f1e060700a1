import { Temporal } from 'temporal-polyfill';

export const LONDON = 'Europe/London';

/** The calendar date in London at an instant, as YYYY-MM-DD. */
export const londonDate = (instant: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(LONDON)
    .toPlainDate()
    .toString();

/** The instant of a London wall-clock time (2022-05-09T09:00). Throws RangeError when it does not parse. */
export const londonInstant = (wallClock: string): Date =>
  new Date(
    Temporal.PlainDateTime.from(wallClock).toZonedDateTime(LONDON).toInstant().epochMilliseconds,
  );

/** 9 May 2022 */
export const dateInWords = (isoDate: string): string =>
  Temporal.PlainDate.from(isoDate).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });

/** 9 May 2022, 09:00 (London) */
export const instantInWords = (instant: Date): string =>
  instant.toLocaleString('en-GB', {
    timeZone: LONDON,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });

/** True for a real calendar date written YYYY-MM-DD. */
export function isIsoDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  try {
    Temporal.PlainDate.from(value, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

const isWorkingDay = (date: Temporal.PlainDate, holidays: ReadonlySet<string>): boolean =>
  date.dayOfWeek <= 5 && !holidays.has(date.toString());

/**
 * Working days from one date to another: 0 on the day, negative when it has passed.
 * @param holidays bank holidays as YYYY-MM-DD
 */
export function workingDaysBetween(
  from: string,
  to: string,
  holidays: ReadonlySet<string>,
): number {
  const start = Temporal.PlainDate.from(from);
  const end = Temporal.PlainDate.from(to);
  const step = Temporal.PlainDate.compare(start, end) <= 0 ? 1 : -1;
  let days = 0;
  for (let date = start; !date.equals(end);) {
    date = date.add({ days: step });
    // Counting back, the day that was due still counts and today does not.
    const counted = step === 1 ? date : date.add({ days: 1 });
    if (isWorkingDay(counted, holidays)) days += step;
  }
  return days;
}
