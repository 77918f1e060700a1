import { StartCorrection } from '../../../src/modules/signoff/index.js';
import { claim, omit } from '../../builders/update-acts.js';
import { approveAll, publishAll, seal, sign } from '../../builders/signed-round.js';
import { SignIns } from '../../builders/sign-ins.js';
import {
  addPlan,
  buildWorld,
  draft,
  submit,
  WORLD_PEOPLE,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

interface Action {
  action: string;
  isAllowed: boolean;
  why?: string;
  whoCan?: string;
}

/** Whatever is refused says why; and who can, wherever somebody can (UX: no dead ends). */
describe('the actions that a record offers', () => {
  let test: TestApp;
  let world: World;
  let signedIn: SignIns;

  beforeAll(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
    signedIn = new SignIns(test, world);
  }, 60_000);
  afterAll(() => test.stop());

  /** Asks everybody for the record, and returns what its answers to them lack. */
  async function lacking(path: string): Promise<string[]> {
    const answers: [WorldPerson, Action][] = [];
    for (const person of WORLD_PEOPLE) {
      const as = signedIn.get(person);
      const { status, body } = await test.request<{ availableActions: Action[] }>('GET', path, {
        as,
      });
      if (status === 200)
        answers.push(
          ...body.availableActions.map((each) => [person, each] as [WorldPerson, Action]),
        );
    }
    expect(answers.length).toBeGreaterThan(0);
    const possible = new Set(
      answers.filter(([, { isAllowed }]) => isAllowed).map(([, { action }]) => action),
    );
    return answers
      .filter(([, { isAllowed }]) => !isAllowed)
      .flatMap(([person, { action, why, whoCan }]) => [
        ...(why?.endsWith('.') ? [] : [`${path} ${person} ${action}: no reason`]),
        ...(possible.has(action) && !whoCan
          ? [`${path} ${person} ${action}: ${why} Who can?`]
          : []),
      ]);
  }
  const all = async (paths: string[]): Promise<string[]> =>
    (await Promise.all(paths.map(lacking))).flat();
  const pathsOf = ({ roundId, updateIds, commitmentIds }: World): string[] => [
    `/api/rounds/${roundId}`,
    `/api/commitments/${commitmentIds[0]}`,
    ...updateIds.map((id) => `/api/updates/${id}`),
  ];

  it('say why, and who can, while texts are written, cleared, claimed and left out', async () => {
    const plan = await addPlan(test, world);
    const [drafted, claimed, omitted, uncleared] = plan.updateIds as [
      string,
      string,
      string,
      string,
    ];
    expect(await all(pathsOf(plan))).toEqual([]);
    await draft(test, drafted, world.people.owner, 'Begun.');
    await submit(test, claimed, world.people.owner, 'To be read.');
    await submit(test, uncleared, world.people.clearingOwner, 'To be cleared.');
    expect(await all(pathsOf(plan))).toEqual([]);
    await claim(test, claimed, world.people.lead);
    await omit(test, omitted, world.people.secretariat, 'Nothing came.');
    const { data } = (
      await test.request<{ data: { id: string }[] }>(
        'GET',
        `/api/overrides?planId=${plan.planId}`,
        {
          as: signedIn.get('secretariat'),
        },
      )
    ).body;
    expect(await all([...pathsOf(plan), `/api/overrides/${data[0]!.id}`])).toEqual([]);
  }, 60_000);

  it('say why, and who can, from sealing to a correction', async () => {
    const plan = await addPlan(test, world);
    await approveAll(test, plan);
    expect(await all(pathsOf(plan))).toEqual([]);
    await seal(test, plan);
    expect(await all([...pathsOf(plan), `/api/rounds/${plan.roundId}/signing`])).toEqual([]);
    await sign(test, plan);
    expect(await all([...pathsOf(plan), `/api/rounds/${plan.roundId}/signing`])).toEqual([]);

    const published = await addPlan(test, world);
    await publishAll(test, published);
    expect(await all(pathsOf(published))).toEqual([]);
    const copies = await test.as(world.people.secretariat, (act) =>
      test.app.get(StartCorrection).execute(act, published.roundId, {
        updateIds: [published.updateIds[0]!],
        reason: 'A number.',
      }),
    );
    expect(await all([...pathsOf(published), `/api/updates/${copies[0]}`])).toEqual([]);
  }, 60_000);
});
