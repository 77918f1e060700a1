import { noteFullStart } from '../../../src/app/one-full-start.js';
import { createTestDatabase } from '../../support/database.js';

it('says of a second full start on one database that there is another, until that has ended', async () => {
  const database = await createTestDatabase();
  const said: string[] = [];
  const start = () => noteFullStart(database.url, (words) => said.push(words));
  const first = await start();
  expect(said).toEqual([]);
  const second = await start();
  expect(said).toEqual([expect.stringContaining('Another Quarterdeck runs in full')]);
  await first();
  await second();
  await (
    await start()
  )();
  expect(said).toHaveLength(1);
  await database.drop();
}, 30_000);
