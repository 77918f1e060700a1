import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, workingDaysBetween } from '../../common/dates.js';
import { proposedSlug, type RoundFields } from './round.rules.js';

export interface Period {
  periodStart: string;
  periodEnd: string;
}

/** A round to take the pattern from. */
export type PatternRound = RoundFields;

const DATES = ['opensOn', 'draftsDueOn', 'reviewDueOn', 'signOffDueOn', 'publicationOn'] as const;

/**
 * The period that follows: as many whole months as this one, or else as many days. A period with a
 * round and one that was skipped count alike.
 */
export function nextPeriod({ periodStart, periodEnd }: Period): Period {
  const first = Temporal.PlainDate.from(periodStart);
  const start = Temporal.PlainDate.from(periodEnd).add({ days: 1 });
  const { months, days } = first.until(start, { largestUnit: 'months' });
  const isWhole = first.day === 1 && days === 0 && months > 0;
  const end = isWhole
    ? start.add({ months })
    : start.add({ days: first.until(start, { largestUnit: 'days' }).days });
  return { periodStart: start.toString(), periodEnd: end.subtract({ days: 1 }).toString() };
}

const month = (isoDate: string): string =>
  Temporal.PlainDate.from(isoDate).toLocaleString('en-GB', { month: 'long' });
const day = (isoDate: string): string =>
  Temporal.PlainDate.from(isoDate).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });

/** Of a financial quarter: 2021/22 and 4; null for any other period. */
function quarterOf({ periodStart, periodEnd }: Period): { year: string; quarter: number } | null {
  const slug = /^(\d{4})-(\d{2})-q(\d)$/.exec(proposedSlug(periodStart, periodEnd));
  const isQuarter =
    slug && nextPeriod({ periodStart, periodEnd }).periodStart === quarterEnd(periodStart);
  return isQuarter ? { year: `${slug[1]}/${slug[2]}`, quarter: Number(slug[3]) } : null;
}

const quarterEnd = (periodStart: string): string =>
  Temporal.PlainDate.from(periodStart).add({ months: 3 }).toString();

/** 2021/22 Q4 (January to March 2022), or the first and last day. */
export function periodLabel(period: Period): string {
  const { periodStart, periodEnd } = period;
  const quarter = quarterOf(period);
  if (!quarter) return `${day(periodStart)} to ${day(periodEnd)}`;
  const year = periodEnd.slice(0, 4);
  return `${quarter.year} Q${quarter.quarter} (${month(periodStart)} to ${month(periodEnd)} ${year})`;
}

/** The last title with its year and quarter replaced, where it names them. */
function nextTitle(title: string, last: Period, next: Period): string {
  const [before, after] = [quarterOf(last), quarterOf(next)];
  if (!before || !after || !title.includes(before.year)) return `${periodLabel(next)} update`;
  return title
    .replace(before.year, after.year)
    .replace(new RegExp(`(Quarter |Q)${before.quarter}\\b`, 'u'), `$1${after.quarter}`);
}

/**
 * The next round on the pattern of the last: its dates keep their distance, in working days, from the
 * end of the period. Pure; everything in it can be changed before the round is made.
 *
 * @param last the newest round whose dates somebody set here
 * @param after the newest period that has a round or was skipped
 */
export function proposeRound(
  last: PatternRound,
  after: Period,
  holidays: ReadonlySet<string>,
): RoundFields {
  const period = nextPeriod(after);
  const { periodEnd } = period;
  const shifted = (date: string): string =>
    date === last.periodEnd
      ? periodEnd
      : addWorkingDays(periodEnd, workingDaysBetween(last.periodEnd, date, holidays), holidays);
  const dates = Object.fromEntries(DATES.map((name) => [name, shifted(last[name])]));
  return {
    title: nextTitle(last.title, last, period),
    slug: proposedSlug(period.periodStart, periodEnd),
    periodLabel: periodLabel(period),
    ...period,
    asAt: shifted(last.asAt),
    ...(dates as Pick<RoundFields, (typeof DATES)[number]>),
  };
}
