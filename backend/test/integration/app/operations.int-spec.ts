import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BankHolidayWatch } from '../../../src/app/bank-holiday-watch.js';
import { bankHolidays } from '../../../src/common/bank-holidays.js';
import { londonInstant } from '../../../src/common/dates.js';
import { buildWorld, PASSWORD, type World } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

const DAYS = ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26'];
const gov = (...years: number[]): string =>
  JSON.stringify({
    'england-and-wales': {
      events: years.flatMap((year) => DAYS.map((day) => ({ date: `${year}-${day}` }))),
    },
  });

describe('what an installation is told and says of itself', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
  });
  afterAll(() => test.stop());

  describe('bank holidays', () => {
    const needsOf = async (person: 'administrator' | 'owner'): Promise<unknown> => {
      const as = test.signIn(world.emailOf(person), PASSWORD);
      return (await test.request('GET', '/api/home', { as })).body.needs;
    };

    it('are asked for of administrators alone, six months before the known ones end', async () => {
      expect(await needsOf('administrator')).toEqual([]);
      await test.setClock(londonInstant('2027-07-01T09:00'));
      expect(await needsOf('administrator')).toEqual([
        expect.stringContaining('known only to 31 December 2027'),
      ]);
      expect(await needsOf('owner')).toEqual([]);
    });

    it('are read again when the file has changed, and stay when it is wrong', async () => {
      const file = join(test.dataFolder, 'bank-holidays.json');
      const watch = test.app.get(BankHolidayWatch);
      writeFileSync(file, gov(2027, 2028));
      watch.look();
      expect(await needsOf('administrator')).toEqual([]);

      writeFileSync(file, '{');
      utimesSync(file, 1, 1);
      watch.look();
      expect(bankHolidays().has('2028-01-03')).toBe(true);
    });
  });
});
