import { Temporal } from 'temporal-polyfill';

export const LONDON = 'Europe/London';

const LONDON_DATE = new Intl.DateTimeFormat('en-CA', {
  timeZone: LONDON,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const QUARTER_HOUR_MS = 900_000;
let lastDate = { quarterHour: NaN, date: '' };

/** The calendar date in London at an instant, as YYYY-MM-DD. */
export function londonDate(instant: Date): string {
  // Every request asks, mostly for the same day, and no day begins within a quarter of an hour.
  const quarterHour = Math.floor(instant.getTime() / QUARTER_HOUR_MS);
  if (quarterHour !== lastDate.quarterHour) {
    lastDate = { quarterHour, date: LONDON_DATE.format(instant) };
  }
  return lastDate.date;
}

const LONDON_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  hour: '2-digit',
  minute: '2-digit',
});

/** What a London clock shows at an instant, as HH:MM. */
export const londonTime = (instant: Date): string => LONDON_TIME.format(instant);

/** The instant of a London wall-clock time (2022-05-09T09:00). Throws RangeError when it does not parse. */
export const londonInstant = (wallClock: string): Date =>
  new Date(
    Temporal.PlainDateTime.from(wallClock).toZonedDateTime(LONDON).toInstant().epochMilliseconds,
  );

/** True for a wall-clock time (2022-05-09T09:00) that London has on that day: an hour is missing in March. */
export function isLondonTime(wallClock: string): boolean {
  try {
    const time = Temporal.PlainDateTime.from(wallClock, { overflow: 'reject' });
    return time.toZonedDateTime(LONDON).toPlainDateTime().equals(time);
  } catch {
    return false;
  }
}

// Formats are made once: to make one takes a hundred times as long as to use it.
const DAY_IN_WORDS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** 9 May 2022. Throws RangeError for a day that no calendar has. */
export function dateInWords(isoDate: string): string {
  const { year, month, day } = Temporal.PlainDate.from(isoDate);
  return DAY_IN_WORDS.format(Date.UTC(year, month - 1, day));
}

/** October to December 2021, or the one month; undefined when the days are not those of whole months. */
export function monthsInWords(from: string, to: string): string | undefined {
  const [start, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  if (start.day !== 1 || end.day !== end.daysInMonth || from > to) return undefined;
  const words = (date: Temporal.PlainDate, withYear: boolean): string =>
    date.toLocaleString('en-GB', { month: 'long', ...(withYear && { year: 'numeric' }) });
  if (from.slice(0, 7) === to.slice(0, 7)) return words(end, true);
  return `${words(start, start.year !== end.year)} to ${words(end, true)}`;
}

/** As many whole months, next after a period of such; undefined for a period of other days. */
export function monthsAfter(from: string, to: string): { start: string; end: string } | undefined {
  if (monthsInWords(from, to) === undefined) return undefined;
  const start = Temporal.PlainDate.from(to).add({ days: 1 });
  const { months } = Temporal.PlainDate.from(from).until(start, { largestUnit: 'month' });
  return { start: start.toString(), end: start.add({ months }).subtract({ days: 1 }).toString() };
}

const INSTANT_IN_WORDS = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** 9 May 2022, 09:00 (London) */
export const instantInWords = (instant: Date): string => INSTANT_IN_WORDS.format(instant);

/** The day after a date, as YYYY-MM-DD. */
export const nextDay = (isoDate: string): string =>
  Temporal.PlainDate.from(isoDate).add({ days: 1 }).toString();

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

/** The date so many days later, or earlier for a negative number. */
export const addDays = (isoDate: string, days: number): string =>
  Temporal.PlainDate.from(isoDate).add({ days }).toString();

/** The same day so many months later; the last of the month where that has no such day. */
export const addMonths = (isoDate: string, months: number): string =>
  Temporal.PlainDate.from(isoDate).add({ months }).toString();

const DAY_MS = 86_400_000;
const dayNumber = (isoDate: string): number => Date.parse(`${isoDate}T00:00:00Z`) / DAY_MS;
/** Mondays to Fridays from the Monday before 1 January 1970, a Thursday, up to a day. */
function weekdaysUpTo(day: number): number {
  const sinceMonday = day + 3;
  const weeks = Math.floor(sinceMonday / 7);
  return 5 * weeks + Math.min(sinceMonday - 7 * weeks + 1, 5);
}
const isWeekend = (day: number): boolean => weekdaysUpTo(day) === weekdaysUpTo(day - 1);

/** By the holidays known: those that take a working day away. */
const onWeekdays = new WeakMap<ReadonlySet<string>, readonly string[]>();

function holidaysOnWeekdays(holidays: ReadonlySet<string>): readonly string[] {
  let found = onWeekdays.get(holidays);
  if (!found) {
    found = [...holidays].filter((holiday) => !isWeekend(dayNumber(holiday)));
    onWeekdays.set(holidays, found);
  }
  return found;
}

/**
 * Working days from one date to another: 0 on the day, negative when it has passed. Lists ask for
 * every row, so this counts with day numbers and not with calendar objects.
 * @param holidays bank holidays as YYYY-MM-DD
 */
export function workingDaysBetween(
  from: string,
  to: string,
  holidays: ReadonlySet<string>,
): number {
  if (to < from) return -workingDaysBetween(to, from, holidays);
  let days = weekdaysUpTo(dayNumber(to)) - weekdaysUpTo(dayNumber(from));
  for (const holiday of holidaysOnWeekdays(holidays)) {
    if (holiday > from && holiday <= to) days -= 1;
  }
  return days;
}

/**
 * Working days left until a date: 0 on that very day alone. At a weekend, or before one, a date that no
 * working day lies between is one ahead or one behind, and never today.
 * @param holidays bank holidays as YYYY-MM-DD
 */
export function workingDaysLeft(
  today: string,
  dueOn: string,
  holidays: ReadonlySet<string>,
): number {
  if (dueOn === today) return 0;
  const days = workingDaysBetween(today, dueOn, holidays);
  return dueOn > today ? Math.max(days, 1) : Math.min(days, -1);
}

/** True for a day that is neither of a weekend nor a bank holiday. @param holidays as YYYY-MM-DD */
export const isWorkingDay = (isoDay: string, holidays: ReadonlySet<string>): boolean =>
  !isWeekend(dayNumber(isoDay)) && !holidays.has(isoDay);

/**
 * The working day that is so many working days after a date, or before it when negative; the date
 * itself for none. Working days from the date to the answer are as many as were asked for.
 * @param holidays bank holidays as YYYY-MM-DD
 */
export function addWorkingDays(from: string, count: number, holidays: ReadonlySet<string>): string {
  const isWorking = (day: number): boolean => !isWeekend(day) && !holidays.has(isoDate(day));
  let day = dayNumber(from);
  let left = Math.abs(count);
  if (count > 0) {
    while (left > 0) if (isWorking((day += 1))) left -= 1;
    return isoDate(day);
  }
  while (left > 0) if (isWorking(day--)) left -= 1;
  while (count < 0 && !isWorking(day)) day -= 1;
  return isoDate(day);
}

const isoDate = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
