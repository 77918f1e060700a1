import { CloseRound, Edition } from '../../../src/modules/publication/index.js';
import { verifyAudit } from '../../../src/modules/audit/index.js';
import { Override } from '../../../src/modules/overrides/index.js';
import {
  AbandonCorrection,
  Manifest,
  StartCorrection,
  UnsealRound,
  verifySignoff,
} from '../../../src/modules/signoff/index.js';
import {
  OmitUpdate,
  Update,
  UpdateDecision,
  UpdateRevision,
} from '../../../src/modules/updates/index.js';
import { publishAll, seal, sign } from '../../builders/signed-round.js';
import { approve, buildWorld, PASSWORD, submit, type World } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

describe('abandoning a correction', () => {
  let test: TestApp;
  let world: World;
  let copyIds: string[];

  beforeEach(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
    await publishAll(test, world);
    copyIds = await start();
  });
  afterEach(() => test.stop());

  const start = (): Promise<string[]> =>
    test.as(world.people.secretariat, (act) =>
      test.app.get(StartCorrection).execute(act, world.roundId, {
        updateIds: world.updateIds.slice(0, 2),
        reason: 'The number was wrong.',
      }),
    );
  const abandonAs = (personId: string, reason = 'The number was right after all.') =>
    test.as(personId, (act) => test.app.get(AbandonCorrection).execute(act, world.roundId, reason));
  const stateOf = async (id: string): Promise<string> =>
    (await test.manager.findOneByOrFail(Update, { id })).state;
  const actions = async () => {
    const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    const { body } = await test.request<{
      availableActions: { action: string; isAllowed: boolean; why?: string }[];
    }>('GET', `/api/rounds/${world.roundId}`, { as });
    return new Map(body.availableActions.map(({ action, ...answer }) => [action, answer]));
  };

  it('keeps its copies and every word in them, marked abandoned; the edition stays', async () => {
    const [written, untouched] = copyIds;
    await submit(test, written!, world.people.owner, 'Another number.');
    await approve(test, written!, world.people.lead);
    await test.as(world.people.secretariat, (act) =>
      test.app.get(OmitUpdate).execute(act, untouched!, 'Withdrawn.'),
    );
    await seal(test, world);
    const revisions = await test.manager.countBy(UpdateRevision, { updateId: written! });

    await abandonAs(world.people.secretariat);

    expect(await Promise.all(copyIds.map(stateOf))).toEqual(['abandoned', 'abandoned']);
    expect(await test.manager.countBy(UpdateRevision, { updateId: written! })).toBe(revisions);
    expect(
      await test.manager.findBy(UpdateDecision, { kind: 'abandon', updateId: written! }),
    ).toMatchObject([
      { reason: 'The number was right after all.', decidedById: world.people.secretariat },
    ]);
    // What was sealed for it no longer counts, and neither does the omission made in it.
    expect(
      await test.manager.findOneByOrFail(Manifest, { roundId: world.roundId, correctionNo: 1 }),
    ).toMatchObject({ state: 'voided', voidReason: 'The number was right after all.' });
    expect(await test.manager.findOneByOrFail(Override, { subjectId: untouched! })).toMatchObject({
      endedAt: expect.any(Date),
    });
    expect(await test.manager.find(Edition)).toMatchObject([{ version: 1 }]);
    expect(await Promise.all(world.updateIds.map(stateOf))).toEqual(Array(4).fill('published'));
    for (const check of [verifyAudit, verifySignoff]) {
      expect((await check(test.dataSource)).wrong).toBeUndefined();
    }
  });

  it('lets the round be closed, or corrected again under the next number', async () => {
    expect((await actions()).get('close')).toEqual({
      isAllowed: false,
      why: 'A correction of it is under way. Publish or abandon it first.',
    });
    await abandonAs(world.people.secretariat);
    expect((await actions()).get('close')).toEqual({ isAllowed: true });
    const [again] = await start();
    expect(await test.manager.findOneByOrFail(Update, { id: again! })).toMatchObject({
      correctionNo: 2,
    });
    await abandonAs(world.people.secondSecretariat);
    await test.as(world.people.secretariat, (act) =>
      test.app.get(CloseRound).execute(act, world.roundId),
    );
  });

  it('leaves nothing to do on the copies', async () => {
    await abandonAs(world.people.secretariat);
    await expect(
      submit(test, copyIds[0]!, world.people.owner, 'Another number.'),
    ).rejects.toMatchObject({
      code: 'transition.illegal',
      context: { why: 'It is part of a correction that was abandoned.' },
      extra: { conflict: { who: 'The secretariat', what: 'abandoned the correction' } },
    });
    const as = await test.signIn(world.emailOf('owner'), PASSWORD);
    const { body } = await test.request<{ work: unknown[] }>('GET', '/api/home', { as });
    expect(body.work).toEqual([]);
  });

  it('is refused once it is signed, until the signature is taken back', async () => {
    for (const id of copyIds) {
      await submit(test, id, world.people.owner, 'Another number.');
      await approve(test, id, world.people.lead);
    }
    await seal(test, world);
    await sign(test, world);
    await expect(abandonAs(world.people.secretariat)).rejects.toMatchObject({
      code: 'transition.illegal',
      context: { why: expect.stringContaining('Unsealing it takes the signature back') },
    });
    await test.as(world.people.secretariat, (act) =>
      test.app.get(UnsealRound).execute(act, world.roundId, 'It is not needed.'),
    );
    await abandonAs(world.people.secretariat);
    expect(await stateOf(copyIds[0]!)).toBe('abandoned');
  });

  it('is the secretariat’s, with a reason, and only of what is under way', async () => {
    await expect(abandonAs(world.people.lead)).rejects.toMatchObject({
      code: 'permission.refused',
    });
    await expect(abandonAs(world.people.secretariat, '  ')).rejects.toMatchObject({
      code: 'request.invalid',
    });
    await abandonAs(world.people.secretariat);
    await expect(abandonAs(world.people.secondSecretariat)).rejects.toMatchObject({
      code: 'transition.illegal',
      context: { why: 'No correction is under way.' },
    });
  });
});
