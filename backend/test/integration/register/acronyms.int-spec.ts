import { AcronymRecord, SaveAcronym } from '../../../src/modules/acronyms/index.js';
import { Edition, verifyEditions, verifyTrail } from '../../../src/modules/publication/index.js';
import { StartCorrection } from '../../../src/modules/signoff/index.js';
import { approveAll, publish, seal, sign } from '../../builders/signed-round.js';
import {
  approve,
  buildWorld,
  PASSWORD,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

interface Register {
  data: { id: string; short: string; expansion: string }[];
  availableActions: { action: string; isAllowed: boolean; whoCan?: string }[];
}
type Acronyms = { short: string; expansion: string }[];

let test: TestApp;
let world: World;
let path: string;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  path = `/api/plans/${world.planId}/acronyms`;
}, 60_000);
afterAll(() => test.stop());

const ask = async (
  person: WorldPerson,
  method: 'GET' | 'POST' | 'PUT' = 'GET',
  url = path,
  body?: unknown,
) =>
  test.request<Register & { issues?: { field: string; message: string }[] }>(method, url, {
    as: await test.signIn(world.emailOf(person), PASSWORD),
    ...(body !== undefined && { body }),
  });
const shorts = ({ data }: Register): string[] => data.map(({ short }) => short);
const add = (short: string, expansion: string, person: WorldPerson = 'secretariat') =>
  ask(person, 'POST', path, { short, expansion });

describe('the register of acronyms', () => {
  it('is kept by the secretariat, by the alphabet, and read by who works on the plan', async () => {
    expect((await ask('owner')).body).toMatchObject({
      data: [],
      availableActions: [{ action: 'change', isAllowed: false }],
    });
    await add('BWV', 'Body  Worn Video ');
    const { body } = await add('abc', 'Another body');
    expect(body.data.map(({ short, expansion }) => [short, expansion])).toEqual([
      ['abc', 'Another body'],
      ['BWV', 'Body Worn Video'],
    ]);
    expect(body.availableActions).toMatchObject([{ action: 'change', isAllowed: true }]);
    expect(shorts((await ask('lead')).body)).toEqual(['abc', 'BWV']);
    for (const person of ['owner', 'lead', 'signatory', 'auditor'] as const) {
      expect([person, (await add('XY', 'Refused', person)).status]).toEqual([person, 403]);
    }
  });

  it('refuses what is there already, and what no text could have in it', async () => {
    const refused = async (short: string, expansion: string, message: RegExp) => {
      const answer = await add(short, expansion);
      expect(answer.status).toBe(400);
      expect(answer.body.issues![0]!.message).toMatch(message);
    };
    await refused('BWV', 'Best Worn Vest', /there already, for “Body Worn Video”/);
    await refused('B W', 'Two words', /one word/);
    await refused('  ', 'Nothing', /Fill this in/);
    await refused('A\u0007B', 'A bell', /cannot be printed/);
  });

  it('is never changed: an acronym ends, and another takes its place', async () => {
    const [{ id } = { id: '' }] = (await ask('secretariat')).body.data;
    const input = { short: 'ABC', expansion: 'A better body' };
    const changed = await ask('secretariat', 'PUT', `${path}/${id}`, input);
    expect(shorts(changed.body)).toEqual(['ABC', 'BWV']);
    expect(await test.manager.countBy(AcronymRecord, { planId: world.planId })).toBe(3);
    // Somebody else changed it in the meantime.
    expect(
      (await ask('secondSecretariat', 'PUT', `${path}/${id}`, { ...input, short: 'ABCD' })).status,
    ).toBe(409);
    const ended = await ask('secretariat', 'POST', `${path}/${changed.body.data[0]!.id}/end`);
    expect(shorts(ended.body)).toEqual(['BWV']);
    expect((await ask('secretariat', 'POST', `${path}/${world.roundId}/end`)).status).toBe(404);
    await expect(
      test.manager.query(`UPDATE acronyms SET expansion = 'x' WHERE short = 'BWV'`),
    ).rejects.toThrow('never changed');
    await expect(test.manager.query('DELETE FROM acronyms')).rejects.toThrow('never changed');
    expect((await verifyTrail(test.dataSource)).wrong).toBeUndefined();
  });
});

describe('the acronyms of an edition', () => {
  const printed = async (version: number): Promise<Acronyms | undefined> => {
    const edition = await test.manager.findOneByOrFail(Edition, {
      roundId: world.roundId,
      version,
    });
    return (JSON.parse(edition.snapshot) as { acronyms?: Acronyms }).acronyms;
  };
  const signing = async (): Promise<unknown> =>
    (await ask('signatory', 'GET', `/api/rounds/${world.roundId}/signing`)).body;
  const CB = { short: 'CB', expansion: 'Clearing Body' };
  const BWV = { short: 'BWV', expansion: 'Body Worn Video' };

  it('are those that occur in it, as they stood when it was sealed and signed', async () => {
    await add(CB.short, CB.expansion);
    await approveAll(test, world, [world.updateIds[0]!]);
    await submit(test, world.updateIds[0]!, world.people.owner, 'Each BWV is counted.');
    await approve(test, world.updateIds[0]!, world.people.lead);
    await seal(test, world);
    expect(await signing()).toMatchObject({ acronyms: [BWV] });
    const [bwv] = (await ask('secretariat')).body.data;
    await ask('secretariat', 'PUT', `${path}/${bwv!.id}`, { short: 'BWV', expansion: 'Changed' });
    await sign(test, world);
    await publish(test, world);
    expect(await printed(1)).toEqual([BWV]);
    const page = (await test.request('GET', '/editions/2021-22-q4')).text;
    expect(page).toMatch(/<dt>BWV<\/dt>\s*<dd>Body Worn Video<\/dd>/);
    expect(page).toContain('href="#acronyms"');
  });

  it('stay in a correction what they were, with those that its words bring', async () => {
    const { people, roundId, updateIds } = world;
    const [copyId] = await test.as(people.secretariat, (act) =>
      test.app
        .get(StartCorrection)
        .execute(act, roundId, { updateIds: [updateIds[1]!], reason: 'The CB was left out.' }),
    );
    await submit(test, copyId!, people.owner, 'The right text.');
    await approve(test, copyId!, people.lead);
    await seal(test, world);
    await sign(test, world);
    await publish(test, world);
    expect(await printed(2)).toEqual([BWV, CB]);
    for (const verify of [verifyEditions, verifyTrail]) {
      expect((await verify(test.dataSource)).wrong).toBeUndefined();
    }
  });

  it('and their register are verified', async () => {
    await test.as(world.people.secretariat, (act) =>
      test.app.get(SaveAcronym).execute(act, world.planId, { short: 'ZZ', expansion: 'The last' }),
    );
    await test.manager.query('ALTER TABLE acronyms DISABLE TRIGGER USER');
    await test.manager.query(`UPDATE acronyms SET expansion = 'Another' WHERE short = 'ZZ'`);
    expect((await verifyTrail(test.dataSource)).wrong).toContain('acronym.added');
  });
});
