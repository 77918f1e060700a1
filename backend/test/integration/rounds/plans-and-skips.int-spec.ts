import { ChangePlan } from '../../../src/modules/plan/actions/change-plan.js';
import { CreatePlan } from '../../../src/modules/plan/index.js';
import { CreateRound, Round, skippedBefore } from '../../../src/modules/rounds/index.js';
import { SkipPeriod, UndoSkip } from '../../../src/modules/rounds/actions/skip-period.js';
import { OpenRound } from '../../../src/modules/updates/index.js';
import { GrantRecord, Organisation } from '../../../src/modules/identity/index.js';
import { approveAll, seal } from '../../builders/signed-round.js';
import { SignIns } from '../../builders/sign-ins.js';
import { addPlan, buildWorld, type World, type WorldPerson } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let plan: World;
let secretariat: string;
let signedIn: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  secretariat = world.people.secretariat;
  signedIn = new SignIns(test, world);
}, 60_000);
afterAll(() => test.stop());
beforeEach(async () => {
  plan = await addPlan(test, world);
});

const call = <Body>(person: WorldPerson, method: 'GET' | 'POST', url: string, body?: unknown) =>
  test.request<Body>(method, url, { as: signedIn.get(person), body });
const NEXT = { periodStart: '2022-04-01', periodEnd: '2022-06-30' };
const AFTER = { periodStart: '2022-07-01', periodEnd: '2022-09-30' };
const skip = (period = NEXT, personId = secretariat): Promise<string> =>
  test.as(personId, (act) =>
    test.app
      .get(SkipPeriod)
      .execute(act, plan.planId, { ...period, reason: 'The plan is being rewritten.' }),
  );
const undo = (id: string, personId = secretariat): Promise<void> =>
  test.as(personId, (act) => test.app.get(UndoSkip).execute(act, id));

interface Next {
  proposal: Record<string, string>;
  pattern: string;
  follows: string;
}
const next = async (): Promise<Next> =>
  (await call<Next>('secretariat', 'GET', `/api/plans/${plan.planId}/next-round`)).body;
const make = (fields: Record<string, string>): Promise<string> =>
  test.as(secretariat, (act) => test.app.get(CreateRound).execute(act, plan.planId, fields));

describe('the next round', () => {
  it('is proposed from the last, can be made as it is, and follows on from that', async () => {
    const { proposal, pattern, follows } = await next();
    expect({ pattern, follows }).toEqual({
      pattern: '2021/22 Quarter 4 update',
      follows: '2021/22 Q4 (January to March 2022)',
    });
    expect(proposal).toMatchObject({
      ...NEXT,
      opensOn: '2022-07-04',
      title: '2022/23 Quarter 1 update',
    });
    await make(proposal);
    const { proposal: second } = await next();
    expect(second).toMatchObject(AFTER);
    // Its plan has a slug of its own where another plan reports on the same quarter.
    await test.as(secretariat, (act) =>
      test.app.get(CreateRound).execute(act, world.planId, { ...second, slug: '2022-23-q2' }),
    );
    expect((await next()).proposal.slug).toMatch(/^plan-\d+-2022-23-q2$/u);
  });

  it('is proposed to nobody but the plan’s secretariat', async () => {
    const path = `/api/plans/${plan.planId}/next-round`;
    for (const person of ['lead', 'owner', 'administrator', 'auditor'] as const) {
      expect((await call(person, 'GET', path)).status).toBe(403);
    }
    expect(
      (await call('secretariat', 'GET', `/api/plans/${world.roundId}/next-round`)).status,
    ).toBe(404);
  });
});

describe('skipping a period', () => {
  it('needs a reason, is listed with it, and the next round follows on', async () => {
    await skip();
    expect((await next()).proposal).toMatchObject({ ...AFTER, opensOn: '2022-10-04' });
    const { body } = await call<{ data: object[] }>(
      'owner',
      'GET',
      `/api/skipped-periods?planId=${plan.planId}`,
    );
    expect(body.data).toEqual([
      expect.objectContaining({
        periodLabel: '2022/23 Q1 (April to June 2022)',
        reason: 'The plan is being rewritten.',
        mayUndo: false,
      }),
    ]);
    const stranger = await call<{ total: number }>('stranger', 'GET', '/api/skipped-periods');
    expect(stranger.body.total).toBe(0);
    await expect(
      make({ ...(await next()).proposal, ...NEXT, slug: 'skipped-one' }),
    ).rejects.toMatchObject({
      extra: { issues: [{ field: 'periodStart', code: 'skipped' }] },
    });
  });

  it('is refused for any but the next period, and for who does not run the plan', async () => {
    await expect(skip(AFTER)).rejects.toMatchObject({
      extra: { issues: [{ field: 'periodStart', code: 'not_next' }] },
    });
    await expect(skip(NEXT, plan.people.lead)).rejects.toMatchObject({
      code: 'permission.refused',
    });
  });

  it('is undone while no later round exists, and the record of it stays', async () => {
    const id = await skip();
    await expect(undo(id, plan.people.lead)).rejects.toMatchObject({ code: 'permission.refused' });
    await undo(id);
    await undo(id);
    expect((await next()).proposal).toMatchObject(NEXT);
    const again = await skip();
    await make((await next()).proposal);
    await expect(undo(again)).rejects.toMatchObject({ code: 'transition.illegal' });
    const [{ count } = { count: 0 }] = await test.dataSource.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM skipped_periods WHERE plan_id = $1',
      [plan.planId],
    );
    expect(count).toBe(2);
    for (const sql of [
      'UPDATE skipped_periods SET reason = $1',
      'DELETE FROM skipped_periods WHERE reason <> $1',
    ]) {
      await expect(test.dataSource.query(sql, ['Another reason.'])).rejects.toThrow(
        /never changed/u,
      );
    }
  });

  it('happens once when two people skip or plan at once', async () => {
    const { proposal } = await next();
    const results = await Promise.allSettled([
      skip(),
      skip(NEXT, plan.people.secondSecretariat),
      make(proposal),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('skipping a round that is planned', () => {
  const reason = 'The courts gave no figures.';
  const skipRound = (id: string, person: WorldPerson = 'secretariat') =>
    call<{ id: string }>(person, 'POST', `/api/rounds/${id}/skip`, { reason });
  const stateOf = async (id: string): Promise<string> =>
    (await test.manager.findOneByOrFail(Round, { id })).state;

  it('keeps the round and the reason, is bridged by the next, and is undone', async () => {
    const id = await make((await next()).proposal);
    const { title, asAt, opensOn, draftsDueOn, reviewDueOn, signOffDueOn, publicationOn } = (
      await next()
    ).proposal;
    const { body: made } = await call<{ id: string }>(
      'secretariat',
      'POST',
      `/api/rounds/${id}/summary`,
      { title, asAt, opensOn, draftsDueOn, reviewDueOn, signOffDueOn, publicationOn },
    );
    const later = await make((await next()).proposal);
    const skipped = await skipRound(id);
    expect(skipped.status).toBe(201);
    expect([await stateOf(id), await stateOf(made.id)]).toEqual(['skipped', 'skipped']);
    const { body } = await call<{ data: object[] }>(
      'owner',
      'GET',
      `/api/skipped-periods?roundId=${id}`,
    );
    expect(body.data).toEqual([
      expect.objectContaining({ reason, round: expect.objectContaining({ id }), mayUndo: false }),
    ]);
    expect(
      await skippedBefore(test.dataSource, { planId: plan.planId, periodStart: AFTER.periodStart }),
    ).toEqual([expect.objectContaining({ start: NEXT.periodStart, reason })]);
    await expect(
      test.as(secretariat, (act) => test.app.get(OpenRound).execute(act, id)),
    ).rejects.toMatchObject({ code: 'transition.illegal' });
    expect((await skipRound(id)).status).toBe(409);

    // Once a later round is sealed, what it says of the periods before it is fixed.
    const set = (state: string) =>
      test.manager.update(Round, { id: later }, { state: state as never });
    await set('sealed');
    await expect(undo(skipped.body.id)).rejects.toMatchObject({ code: 'transition.illegal' });
    await set('planned');
    await undo(skipped.body.id);
    expect([await stateOf(id), await stateOf(made.id)]).toEqual(['planned', 'planned']);
    expect(
      await skippedBefore(test.dataSource, { planId: plan.planId, periodStart: AFTER.periodStart }),
    ).toEqual([]);
    const entries = await test.dataSource.query<{ kind: string }[]>(
      "SELECT kind FROM audit_entries WHERE subject_id = $1 AND kind LIKE 'round.skip%' ORDER BY seq",
      [id],
    );
    expect(entries.map(({ kind }) => kind)).toEqual(['round.skipped', 'round.skip_undone']);
    await set('published');
    expect((await skipRound(id)).status).toBe(409);
  });

  it('is for its secretariat, and for a round that is not open', async () => {
    expect((await skipRound(plan.roundId)).status).toBe(409);
    const id = await make((await next()).proposal);
    expect((await skipRound(id, 'lead')).status).toBe(403);
    const { body } = await call<{ availableActions: { action: string; isAllowed: boolean }[] }>(
      'secretariat',
      'GET',
      `/api/rounds/${id}`,
    );
    expect(body.availableActions).toContainEqual(
      expect.objectContaining({ action: 'skip', isAllowed: true }),
    );
  });
});

describe('plans beyond the first', () => {
  const publisher = async (): Promise<string> =>
    (await test.manager.findOneByOrFail(Organisation, { shortName: 'MOPAC' })).id;
  const create = async (personId: string, fields: object = {}) => {
    const publisherId = await publisher();
    const input = { title: 'Violence reduction plan', publisherId, chapterTitles: ['One', 'Two'] };
    return test.as(personId, (act) =>
      test.app.get(CreatePlan).execute(act, { ...input, ...fields }),
    );
  };
  const change = (planId: string, input: object, personId = secretariat): Promise<void> =>
    test.as(personId, (act) =>
      test.app.get(ChangePlan).execute(act, planId, { version: 1, ...input }),
    );
  const chapters = async (planId: string): Promise<string[]> =>
    (
      await test.dataSource.query<{ title: string }[]>(
        'SELECT title FROM chapters WHERE plan_id = $1 ORDER BY position',
        [planId],
      )
    ).map(({ title }) => title);

  it('are made by a secretariat, who runs it then, or by an administrator, who does not', async () => {
    const { planId } = await create(secretariat);
    const runs = (personId: string, id: string): Promise<boolean> =>
      test.manager.existsBy(GrantRecord, { personId, role: 'secretariat', planId: id });
    expect(await runs(secretariat, planId)).toBe(true);
    const { administrator } = world.people;
    const other = await create(administrator, { title: 'Another one' });
    expect(await runs(administrator, other.planId)).toBe(false);
    await expect(create(world.people.lead, { title: 'A third' })).rejects.toMatchObject({
      code: 'permission.refused',
    });
    await expect(create(secretariat)).rejects.toMatchObject({
      extra: { issues: [{ field: 'slug', code: 'taken' }] },
    });
    await expect(
      create(secretariat, { title: 'New', chapterTitles: ['One', ' One'] }),
    ).rejects.toMatchObject({
      extra: { issues: [{ field: 'chapterTitles.1', code: 'taken' }] },
    });
  });

  it('change their chapters from the version seen: renamed, exchanged, added, in a new order', async () => {
    const [first, second] = plan.chapterIds as [string, string];
    await change(plan.planId, {
      title: 'A renamed plan',
      chapters: [
        { id: second, title: 'First chapter' },
        { title: 'A new chapter' },
        { id: first, title: 'Second chapter' },
      ],
    });
    expect(await chapters(plan.planId)).toEqual([
      'First chapter',
      'A new chapter',
      'Second chapter',
    ]);
    // Saved as it is: no other version.
    await change(plan.planId, { version: 2, title: 'A renamed plan' });
    await expect(change(plan.planId, { title: 'Late' })).rejects.toMatchObject({
      code: 'record.changed_meanwhile',
    });
    await expect(
      change(plan.planId, { version: 2, chapters: [{ id: first, title: 'Only one' }] }),
    ).rejects.toMatchObject({ extra: { issues: [{ field: 'chapters', code: 'incomplete' }] } });
    await expect(change(plan.planId, { version: 2 }, plan.people.lead)).rejects.toMatchObject({
      code: 'permission.refused',
    });
  });

  it('stay as they are while a round of theirs is sealed', async () => {
    await approveAll(test, plan);
    await seal(test, plan);
    await expect(change(plan.planId, { title: 'Another title' })).rejects.toMatchObject({
      code: 'transition.illegal',
    });
    const { body } = await call<{
      data: { id: string; availableActions: { action: string; isAllowed: boolean }[] }[];
    }>('secretariat', 'GET', '/api/plans?perPage=100');
    const allowed = (planId: string): string[] =>
      body.data
        .find(({ id }) => id === planId)!
        .availableActions.filter(({ isAllowed }) => isAllowed)
        .map(({ action }) => action);
    expect(allowed(plan.planId)).toEqual(['plan_round']);
    expect(allowed(world.planId)).toEqual(['change', 'plan_round']);
    expect(await test.manager.countBy(Round, { planId: plan.planId })).toBe(1);
  });
});
