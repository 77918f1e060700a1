import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bankHolidays, endsSoon, lastKnownDay } from '../../common/bank-holidays.js';
import { addWorkingDays } from '../../common/dates.js';
import { readBankHolidays } from './bank-holiday-file.js';
import { ConfigError } from './config.js';

const YEAR_END = ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26'];
const yearOf = (year: number): string[] => YEAR_END.map((day) => `${year}-${day}`);
/** As gov.uk gives it: every division, and more about each day than its date. */
const govUk = (dates: readonly unknown[]): object => ({
  'england-and-wales': {
    division: 'england-and-wales',
    events: dates.map((date) => ({ title: 'A day', date, notes: '', bunting: true })),
  },
  scotland: { division: 'scotland', events: [{ title: '2nd January', date: '2028-01-04' }] },
});

describe('the bank holidays of an installation', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'bank-holidays-'));
  const file = join(dataFolder, 'bank-holidays.json');
  const give = (content: unknown): void =>
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  const read = (): void => readBankHolidays({ dataFolder });
  afterAll(() => rmSync(dataFolder, { recursive: true }));

  it('are the built-in ones without a file, save where the settings name one', () => {
    read();
    expect(lastKnownDay()).toBe('2027-12-31');
    const named = { dataFolder, bankHolidaysFile: join(dataFolder, 'elsewhere.json') };
    expect(() => readBankHolidays(named)).toThrow(/elsewhere\.json: the file cannot be read/);
  });

  it('replace the built-in ones of the years that they cover, and of no other', () => {
    give(govUk([...yearOf(2027), ...yearOf(2028)]));
    read();
    expect(lastKnownDay()).toBe('2028-12-31');
    expect(bankHolidays().has('2027-12-28')).toBe(false);
    expect(bankHolidays().has('2028-01-04')).toBe(false);
    expect(bankHolidays().has('2022-06-02')).toBe(true);
    expect(addWorkingDays('2028-12-22', 1, bankHolidays())).toBe('2028-12-27');
  });

  it('are back at the built-in ones of a year that the next file leaves out', () => {
    give(govUk(yearOf(2028)));
    read();
    expect(bankHolidays().has('2027-12-28')).toBe(true);
  });

  it('are the built-in ones again when the file is taken away', () => {
    give(govUk(yearOf(2028)));
    read();
    rmSync(file);
    read();
    expect(lastKnownDay()).toBe('2027-12-31');
  });

  it.each([
    ['{', /JSON/],
    [[], /“england-and-wales” has no list of “events”/],
    [null, /no list/],
    [govUk([]), /no list/],
    [govUk([...yearOf(2028), '2028-02-30']), /event 9: the date is "2028-02-30"/],
    [govUk([...yearOf(2028), undefined]), /event 9: the date is nothing/],
    [govUk(['2028-05-08']), /2028 has only 1: give all of a year/],
    [govUk(yearOf(2030)), /those of 2029 are missing/],
  ])('are refused when they are not right, and those before stay: %j', (content, words) => {
    give(govUk(yearOf(2028)));
    read();
    const before = bankHolidays();
    give(content);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(words);
    expect(read).toThrow(file);
    expect(bankHolidays()).toBe(before);
  });

  it('end soon when a plan could reach past them: six months before', () => {
    expect(['2028-06-29', '2028-07-01'].map(endsSoon)).toEqual([false, true]);
  });
});
