import { EndCover, RevokeGrant, SetCover } from '../../../src/modules/identity/index.js';
import { askedUpdates } from '../../../src/modules/reminders/asked.reader.js';
import { StartThread } from '../../../src/modules/updates/comments/actions/start-thread.js';
import { SignIns } from '../../builders/sign-ins.js';
import { claim, edit, recall, returnIt, takeOver } from '../../builders/update-acts.js';
import {
  aContent,
  addPlan,
  approve,
  buildWorld,
  EVERYDAY,
  give,
  latestRevision,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let people: World['people'];
let updateId: string;
let plan: World;
let signedIn: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  const world = await buildWorld(test);
  ({ people } = world);
  signedIn = new SignIns(test, world);
}, 60_000);
afterAll(() => test.stop());
beforeEach(async () => {
  await test.manager.query('UPDATE covers SET ended_at = now() WHERE ended_at IS NULL');
  plan = await addPlan(test, { people } as World);
  updateId = plan.updateIds[0]!;
  await submit(test, updateId, people.owner, 'Text.');
});

const cover = (absentId: string, coverId: string, endsOn = '2022-05-31'): Promise<string> =>
  test.as(people.secretariat, (act) =>
    test.app.get(SetCover).execute(act, {
      ...{ absentId, coverId, startsOn: '2022-05-01', endsOn, parts: EVERYDAY },
    }),
  );
interface Work {
  updateId: string;
  kind: string;
  ask: string;
  forPerson?: { id: string };
}
async function onHome(person: WorldPerson): Promise<Work | undefined> {
  const as = signedIn.get(person);
  const { body } = await test.request<{ work: Work[] }>('GET', '/api/home', { as });
  return body.work.find((item) => item.updateId === updateId && item.kind === 'review');
}
/** Whose it is: as the queue says, as the update itself says, and as the reminders have it. */
async function claimers(): Promise<(string | undefined | null)[]> {
  const as = signedIn.get('secondLead');
  const { body: queue } = await test.request<{
    data: { id: string; claimedBy?: { id: string } }[];
  }>('GET', `/api/updates?planId=${plan.planId}&awaiting=me`, { as });
  const { body: one } = await test.request<{ claimedBy?: { id: string } }>(
    'GET',
    `/api/updates/${updateId}`,
    { as },
  );
  const [asked] = await askedUpdates(test.dataSource, [updateId]);
  return [
    queue.data.find(({ id }) => id === updateId)?.claimedBy?.id ?? null,
    one.claimedBy?.id ?? null,
    asked!.claimedById,
  ];
}
/** It is anybody’s again who leads it, and the owner may take it back. */
async function expectUnclaimed(): Promise<void> {
  expect(await claimers()).toEqual([null, null, null]);
  expect(await onHome('secondLead')).toMatchObject({ ask: 'Review it' });
  await claim(test, updateId, people.secondLead);
  expect(await claimers()).toEqual(Array(3).fill(people.secondLead));
}

describe('a claim counts only while its holder may still review', () => {
  it('ends with the cover under which it was made, when somebody ends that', async () => {
    const coverId = await cover(people.lead, people.stranger);
    await claim(test, updateId, people.stranger);
    expect(await claimers()).toEqual(Array(3).fill(people.stranger));
    expect(await onHome('secondLead')).toBeUndefined();
    await expect(recall(test, updateId, people.owner)).rejects.toMatchObject({
      code: 'transition.illegal',
    });
    await test.as(people.lead, (act) => test.app.get(EndCover).execute(act, coverId));
    await expectUnclaimed();
  });

  it('ends with the last day of the cover, and the owner may recall', async () => {
    await cover(people.lead, people.stranger, '2022-05-09');
    await claim(test, updateId, people.stranger);
    await test.setClock(new Date('2022-05-09T22:59:00Z'));
    expect((await claimers())[1]).toBe(people.stranger);
    await test.setClock(new Date('2022-05-09T23:01:00Z'));
    expect(await claimers()).toEqual([null, null, null]);
    await recall(test, updateId, people.owner);
    const [row] = await test.manager.query<object[]>(
      'SELECT state, claimed_by_id FROM updates WHERE id = $1',
      [updateId],
    );
    expect(row).toEqual({ state: 'drafting', claimed_by_id: null });
    await test.setClock(new Date('2022-05-09T08:00:00Z'));
  });

  it('ends with the role', async () => {
    const grant = { role: 'lead', planId: plan.planId } as const;
    const grantId = await give(test, people.stranger, grant);
    await claim(test, updateId, people.stranger);
    await test.as(people.administrator, (act) =>
      test.app.get(RevokeGrant).execute(act, people.stranger, grantId),
    );
    await expectUnclaimed();
  });
});

describe('what the absent lead had claimed', () => {
  it('waits on the cover’s Home, marked for whom, and can be taken over', async () => {
    await claim(test, updateId, people.lead);
    await cover(people.lead, people.stranger);
    expect(await onHome('stranger')).toMatchObject({
      ask: 'Take over its review',
      forPerson: { id: people.lead },
    });
    await takeOver(test, updateId, people.stranger);
    expect(await onHome('stranger')).toMatchObject({
      ask: 'Review it',
      forPerson: { id: people.lead },
    });
  });
});

describe('what a lead has edited', () => {
  it('waits on another lead’s Home, and stays on theirs only where there is no other', async () => {
    await edit(test, updateId, people.lead, aContent('The lead’s words.'));
    expect(await onHome('lead')).toBeUndefined();
    expect(await onHome('secondLead')).toMatchObject({ ask: 'Review it' });
    await test.manager.query(
      `UPDATE grants SET revoked_at = now() WHERE role = 'lead' AND plan_id = $1 AND person_id <> $2`,
      [plan.planId, people.lead],
    );
    expect(await onHome('lead')).toMatchObject({
      ask: 'Ask the secretariat for another lead, as you wrote part of it',
    });
  });
});

describe('a person on cover', () => {
  it('can be mentioned while it lasts, and finds that on their Home', async () => {
    const start = () =>
      test.as(people.owner, async (act) =>
        test.app.get(StartThread).execute(act, updateId, {
          revisionId: (await latestRevision(test, updateId)).id,
          ...{ text: 'Is it so?', mentionedIds: [people.stranger] },
        }),
      );
    await expect(start()).rejects.toMatchObject({ code: 'request.invalid' });
    await cover(people.lead, people.stranger);
    await start();
    const as = signedIn.get('stranger');
    const { body } = await test.request<{ work: Work[] }>('GET', '/api/home', { as });
    expect(body.work).toContainEqual(expect.objectContaining({ updateId, kind: 'answer_mention' }));
  });
});

describe('the reason of a return', () => {
  it('is told to those who read that text, and not to the signatory', async () => {
    await returnIt(test, updateId, people.lead, 'Which month?');
    await submit(test, updateId, people.owner, 'In May.');
    await approve(test, updateId, people.lead);
    const reasons = async (person: WorldPerson) => {
      const path = `/api/updates/${updateId}`;
      const as = signedIn.get(person);
      const { text } = await test.request('GET', path, { as });
      return text.includes('Which month?');
    };
    expect([await reasons('lead'), await reasons('owner'), await reasons('signatory')]).toEqual([
      ...[true, true, false],
    ]);
  });
});
