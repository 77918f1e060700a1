import { addMonths } from './dates.js';

/** England and Wales bank holidays, from gov.uk/bank-holidays, as known when this was released. */
const BUILT_IN: ReadonlySet<string> = new Set([
  ...[
    '2021-01-01',
    '2021-04-02',
    '2021-04-05',
    '2021-05-03',
    '2021-05-31',
    '2021-08-30',
    '2021-12-27',
    '2021-12-28',
  ],
  ...[
    '2022-01-03',
    '2022-04-15',
    '2022-04-18',
    '2022-05-02',
    '2022-06-02',
    '2022-06-03',
    '2022-08-29',
    '2022-09-19',
    '2022-12-26',
    '2022-12-27',
  ],
  ...[
    '2023-01-02',
    '2023-04-07',
    '2023-04-10',
    '2023-05-01',
    '2023-05-08',
    '2023-05-29',
    '2023-08-28',
    '2023-12-25',
    '2023-12-26',
  ],
  ...[
    '2024-01-01',
    '2024-03-29',
    '2024-04-01',
    '2024-05-06',
    '2024-05-27',
    '2024-08-26',
    '2024-12-25',
    '2024-12-26',
  ],
  ...[
    '2025-01-01',
    '2025-04-18',
    '2025-04-21',
    '2025-05-05',
    '2025-05-26',
    '2025-08-25',
    '2025-12-25',
    '2025-12-26',
  ],
  ...[
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-04',
    '2026-05-25',
    '2026-08-31',
    '2026-12-25',
    '2026-12-28',
  ],
  ...[
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
    '2027-05-03',
    '2027-05-31',
    '2027-08-30',
    '2027-12-27',
    '2027-12-28',
  ],
]);

const yearOf = (isoDate: string): string => isoDate.slice(0, 4);

let known = BUILT_IN;

/**
 * The bank holidays known here, as YYYY-MM-DD: whatever counts working days asks for them when it
 * counts, since an installation can replace them while it runs.
 */
export const bankHolidays = (): ReadonlySet<string> => known;

/**
 * Takes an installation's own bank holidays: the years that they cover replace the built-in ones, and
 * all other years stay.
 * @throws RangeError naming a year in between of which nothing is known
 */
export function knowBankHolidays(given: Iterable<string>): void {
  const own = [...given];
  const ownYears = new Set(own.map(yearOf));
  const kept = [...BUILT_IN].filter((date) => !ownYears.has(yearOf(date)));
  const all = [...kept, ...own].sort();
  const years = [...new Set(all.map(yearOf))].map(Number);
  const gap = years.find((year, index) => index > 0 && years[index - 1] !== year - 1);
  if (gap !== undefined) throw new RangeError(`those of ${gap - 1} are missing`);
  known = new Set(all);
}

/** The last day of which it is known whether it is a bank holiday. */
export const lastKnownDay = (): string => `${yearOf([...known].at(-1)!)}-12-31`;

/** Whether the known bank holidays end within six months: plans are made further ahead than that. */
export const endsSoon = (today: string): boolean => lastKnownDay() < addMonths(today, 6);
