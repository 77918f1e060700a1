import type { BurnUpDto } from '../../../src/modules/updates/dto/burn-up.dto.js';
import { omit, reopen, returnIt } from '../../builders/update-acts.js';
import { approve, buildWorld, PASSWORD, submit, type World } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(
    test,
    Array.from({ length: 5 }, () => ['owner', 0] as const),
  );
}, 60_000);
afterAll(() => test.stop());

async function burnUp(): Promise<{ total: number; last?: BurnUpDto['days'][number] }> {
  const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
  const path = `/api/rounds/${world.roundId}/burn-up`;
  const { body } = await test.request<BurnUpDto>('GET', path, { as });
  return { total: body.total, last: body.days.at(-1) };
}

it('counts first submissions and standing approvals, and no omitted update', async () => {
  const [first, second, third, fourth] = world.updateIds as [string, string, string, string];
  const { owner, lead, secretariat } = world.people;
  expect(await burnUp()).toEqual({ total: 5, last: undefined });

  await submit(test, first, owner);
  await submit(test, second, owner);
  await returnIt(test, second, lead);
  await submit(test, third, owner);
  await approve(test, third, lead);
  await submit(test, fourth, owner);
  await approve(test, fourth, lead);
  await reopen(test, fourth, lead, 'New figures came.');
  // The returned one had been submitted; the reopened one is approved no longer.
  expect(await burnUp()).toMatchObject({ total: 5, last: { submitted: 4, approved: 1 } });

  await omit(test, first, secretariat, 'Nothing to report yet.');
  expect(await burnUp()).toMatchObject({ total: 4, last: { submitted: 3, approved: 1 } });
});
