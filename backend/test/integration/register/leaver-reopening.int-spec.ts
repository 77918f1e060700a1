import { londonInstant } from '../../../src/common/dates.js';
import { Acts } from '../../../src/modules/audit/index.js';
import { ChangePerson } from '../../../src/modules/identity/index.js';
import { Commitment } from '../../../src/modules/plan/index.js';
import {
  AbandonCorrection,
  DeclineRound,
  Manifest,
  StartCorrection,
  UnsealRound,
  verifySignoff,
} from '../../../src/modules/signoff/index.js';
import { Update, UpdateContributor } from '../../../src/modules/updates/index.js';
import {
  ReassignWork,
  type LeaverWork,
} from '../../../src/modules/updates/actions/reassign-work.js';
import { approveAll, publish, seal, sign } from '../../builders/signed-round.js';
import { addContributor, assign, reopen } from '../../builders/update-acts.js';
import { SignIns } from '../../builders/sign-ins.js';
import { addPlan, buildWorld, submit, type World } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let everybody: World;
let world: World;
let updateId: string;
let signIns: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  everybody = await buildWorld(test);
  signIns = new SignIns(test, everybody);
}, 60_000);
afterAll(() => test.stop());
/** Everything is approved, in a plan of its own. */
beforeEach(async () => {
  await test.setClock(londonInstant('2022-05-09T09:00'));
  world = await addPlan(test, everybody);
  updateId = world.updateIds[0]!;
  await approveAll(test, world);
});
afterEach(async () => {
  expect(await verifySignoff(test.dataSource)).not.toHaveProperty('wrong');
});

const secretariat = <T>(work: Parameters<typeof test.as<T>>[1]): Promise<T> =>
  test.as(world.people.secretariat, work);

/** All that the owner holds goes to a stranger, as the secretariat saw it. */
const leave = async (): Promise<LeaverWork['lines']> => {
  const { owner, stranger: successorId, secretariat: personId } = world.people;
  const reassign = test.app.get(ReassignWork);
  const { hash: seen } = await test.app
    .get(Acts)
    .rehearse(await test.actor(personId), (act) => reassign.execute(act, owner, { successorId }));
  const { lines } = await secretariat((act) =>
    reassign.execute(act, owner, { successorId }, { reason: 'They left.', seen }),
  );
  return lines;
};
const theUpdate = (id = updateId): Promise<Update> => test.manager.findOneByOrFail(Update, { id });
/** The updates that the successor is asked for at home. */
const askedAtHome = async (): Promise<string[]> => {
  const { body } = await test.request<{ work: { updateId?: string }[] }>('GET', '/api/home', {
    as: signIns.get('stranger'),
  });
  return body.work.flatMap((item) => item.updateId ?? []);
};
const correct = (ownerId?: string): Promise<string[]> =>
  secretariat((act) =>
    test.app
      .get(StartCorrection)
      .execute(act, world.roundId, { updateIds: [updateId], reason: 'It was wrong.', ownerId }),
  );
/** The owner’s account is closed, or opened again; nothing is given to anybody. */
const setOwnerActive = (isActive: boolean) =>
  test.as(world.people.administrator, (act) =>
    test.app.get(ChangePerson).execute(act, world.people.owner, { isActive }),
  );

describe('what somebody who left had in a sealed round', () => {
  it('goes to a successor, and what is to be signed stays what it was', async () => {
    const { hash } = await seal(test, world);
    const lines = await leave();
    expect(lines.find(({ id, what }) => id === updateId && what === 'update')).toMatchObject({
      outcome: 'handed_on',
      detail: expect.stringMatching(/: approved, in a sealed round$/) as string,
    });
    expect(await theUpdate()).toMatchObject({
      ...{ ownerId: world.people.stranger, state: 'approved', isSealed: true },
    });
    await sign(test, world);
    expect(await test.manager.findOneByOrFail(Manifest, { hash })).toMatchObject({
      state: 'signed',
    });
  });

  it('is the successor’s to write when the round is unsealed after its signature', async () => {
    await seal(test, world);
    await sign(test, world);
    await leave();
    await secretariat((act) =>
      test.app.get(UnsealRound).execute(act, world.roundId, 'A figure is wrong.'),
    );
    await reopen(test, updateId, world.people.lead, 'Give the right figure.');
    expect(await askedAtHome()).toContain(updateId);
    await expect(submit(test, updateId, world.people.owner)).rejects.toMatchObject({
      code: 'record.not_found',
    });
    await submit(test, updateId, world.people.stranger, 'The right figure.');
  });

  it('comes back to the successor when a signatory declines', async () => {
    const { id: manifestId } = await seal(test, world);
    await leave();
    await test.as(world.people.signatory, (act) =>
      test.app.get(DeclineRound).execute(act, world.roundId, {
        ...{ manifestId, objections: [{ updateId, reason: 'It is not clear.' }] },
      }),
    );
    expect(await askedAtHome()).toContain(updateId);
  });

  it('is put to the secretariat when an account was closed and nothing of it reassigned', async () => {
    await setOwnerActive(false);
    await reopen(test, updateId, world.people.lead, 'A figure is missing.');
    const home = async () => {
      const as = await signIns.get('secretariat');
      const { body } = await test.request<{
        work: { kind: string; roundId: string; ask: string }[];
      }>('GET', '/api/home', { as });
      return body.work.filter(
        ({ kind, roundId }) => kind === 'name_owner' && roundId === world.roundId,
      );
    };
    expect(await home()).toMatchObject([
      { ask: 'Name who writes “Commitment 1”. Nobody is asked for it' },
    ]);
    await setOwnerActive(true);
    expect(await home()).toEqual([]);
  });

  it('can be given to somebody alone, but nothing else of it changes', async () => {
    await seal(test, world);
    const { version } = await theUpdate();
    const as = world.people.secretariat;
    await assign(test, updateId, as, { version, ownerId: world.people.secondOwner });
    const listing = { chapter: 'Another chapter', wording: 'Other words.' };
    await expect(
      assign(test, updateId, as, { version: version + 1, listing }),
    ).rejects.toMatchObject({ code: 'transition.illegal' });
  });
});

describe('a correction of what somebody who left had published', () => {
  beforeEach(async () => {
    await addContributor(test, updateId, world.people.secretariat, world.people.contributor);
    await seal(test, world);
    await sign(test, world);
    await publish(test, world);
  });
  const contributorsOf = async (id: string): Promise<string[]> =>
    (await test.manager.findBy(UpdateContributor, { updateId: id })).map((each) => each.personId);

  it('is put to whoever owned it while they are there, with its contributors', async () => {
    const [copy] = await correct();
    expect((await theUpdate(copy)).ownerId).toBe(world.people.owner);
    expect(await contributorsOf(copy!)).toEqual([world.people.contributor]);
  });

  it('is put to their successor, who finds it at home; what was published stays theirs', async () => {
    await leave();
    const [copy] = await correct();
    expect((await theUpdate(copy)).ownerId).toBe(world.people.stranger);
    expect(await askedAtHome()).toContain(copy);
    expect((await theUpdate()).ownerId).toBe(world.people.owner);
    const entries = await test.manager.query<{ data: object }[]>(
      "SELECT data FROM audit_entries WHERE kind = 'update.assigned' AND subject_id = $1",
      [copy],
    );
    expect(entries).toEqual([{ data: { fields: ['ownerId'], ownerId: world.people.stranger } }]);
  });

  it('asks nobody as contributor who drafts it now, or whose account is closed', async () => {
    const { administrator, contributor } = world.people;
    const setActive = (isActive: boolean) =>
      test.as(administrator, (act) =>
        test.app.get(ChangePerson).execute(act, contributor, { isActive }),
      );
    const [own] = await correct(contributor);
    expect(await contributorsOf(own!)).toEqual([]);
    await secretariat((act) =>
      test.app.get(AbandonCorrection).execute(act, world.roundId, 'Not so.'),
    );
    await setActive(false);
    const [copy] = await correct();
    expect(await contributorsOf(copy!)).toEqual([]);
    await setActive(true);
  });

  it('is refused when nobody is left to ask, until somebody is named', async () => {
    await setOwnerActive(false);
    await expect(correct()).rejects.toMatchObject({
      code: 'request.invalid',
      extra: { issues: [{ field: 'ownerId', code: 'required' }] },
    });
    await expect(correct(world.people.owner)).rejects.toMatchObject({
      extra: { issues: [{ field: 'ownerId', code: 'unknown' }] },
    });
    const { commitmentIds, people } = world;
    await test.manager.update(Commitment, { id: commitmentIds[0] }, { ownerId: null });
    await expect(correct()).rejects.toMatchObject({ code: 'request.invalid' });
    const [copy] = await correct(people.secondOwner);
    expect((await theUpdate(copy)).ownerId).toBe(people.secondOwner);
    await setOwnerActive(true);
  });
});
