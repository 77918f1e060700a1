import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knowBankHolidays } from '../../common/bank-holidays.js';
import { isIsoDate } from '../../common/dates.js';
import { ConfigError, type Config } from './config.js';

const DIVISION = 'england-and-wales';
/** A year has eight or more. With fewer than this, somebody wrote down only what was new in it. */
const FEWEST_IN_A_YEAR = 6;

type Where = Pick<Config, 'bankHolidaysFile' | 'dataFolder'>;

export const bankHolidayFile = ({ bankHolidaysFile, dataFolder }: Where): string =>
  bankHolidaysFile ?? join(dataFolder, 'bank-holidays.json');

/**
 * Reads the installation's own bank holidays, in the form of gov.uk/bank-holidays.json, and knows them
 * from then on. Without a file there are the built-in ones; a file that the settings name must be there.
 * @throws ConfigError saying what is wrong with it; then nothing has changed
 */
export function readBankHolidays(where: Where): void {
  const file = bankHolidayFile(where);
  const wrong = (what: string): ConfigError =>
    new ConfigError(
      `The bank holidays in ${file}: ${what}. Take https://www.gov.uk/bank-holidays.json as it is.`,
    );
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isAbsent && !where.bankHolidaysFile) return knowBankHolidays([]);
    throw wrong(`the file cannot be read (${(error as Error).message})`);
  }
  try {
    knowBankHolidays(datesIn(text));
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) throw wrong(error.message);
    throw error;
  }
}

/** @throws RangeError or SyntaxError, by the path of what is wrong */
function datesIn(text: string): string[] {
  const calendar = JSON.parse(text) as Record<string, { events?: unknown } | null> | null;
  const events = calendar?.[DIVISION]?.events;
  if (!Array.isArray(events) || events.length === 0) {
    throw new RangeError(`“${DIVISION}” has no list of “events”`);
  }
  const dates = events.map((event: { date?: unknown } | null, index) => {
    if (isIsoDate(event?.date)) return event.date;
    const said = JSON.stringify(event?.date) ?? 'nothing';
    throw new RangeError(`“${DIVISION}”, event ${index + 1}: the date is ${said}, not YYYY-MM-DD`);
  });
  const years = new Map<string, Set<string>>();
  for (const date of dates) {
    const year = date.slice(0, 4);
    years.set(year, (years.get(year) ?? new Set()).add(date));
  }
  for (const [year, { size }] of years) {
    if (size >= FEWEST_IN_A_YEAR) continue;
    throw new RangeError(
      `${year} has only ${size}: give all of a year, they replace what was known`,
    );
  }
  return dates;
}
