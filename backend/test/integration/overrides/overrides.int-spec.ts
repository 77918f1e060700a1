import { ConfirmOverride, Override } from '../../../src/modules/overrides/index.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import { IncludeUpdate, OmitUpdate } from '../../../src/modules/updates/actions/omit-update.js';
import {
  EVERYDAY,
  buildWorld,
  PASSWORD,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

interface OverrideBody {
  id: string;
  kind: string;
  subject: unknown;
  reason: string;
  madeBy: { name: string };
  confirmedBy?: { name: string };
  availableActions: { action: string; isAllowed: boolean; why?: string }[];
}
type OverrideList = { data: OverrideBody[]; total: number };

describe('overrides', () => {
  let test: TestApp;
  let world: World;
  let overrideId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
  });
  afterAll(() => test.stop());

  beforeEach(async () => {
    const [updateId] = world.updateIds;
    await test.as(world.people.secretariat, (act) =>
      test.app.get(OmitUpdate).execute(act, updateId!, 'No answer came in time.'),
    );
    const made = await test.manager.findOneOrFail(Override, {
      where: { subjectId: updateId! },
      order: { madeAt: 'DESC' },
    });
    overrideId = made.id;
  });
  afterEach(() =>
    test.as(world.people.secretariat, (act) =>
      test.app.get(IncludeUpdate).execute(act, world.updateIds[0]!),
    ),
  );

  const confirmAs = (person: WorldPerson) =>
    test.as(world.people[person], (act) => test.app.get(ConfirmOverride).execute(act, overrideId));
  const get = async <Body>(person: WorldPerson, url: string) =>
    test.request<Body>('GET', url, { as: await test.signIn(world.emailOf(person), PASSWORD) });

  it('are confirmed by a second person, once', async () => {
    await expect(confirmAs('secretariat')).rejects.toMatchObject({ code: 'permission.refused' });
    await confirmAs('lead');
    expect(await test.manager.findOneByOrFail(Override, { id: overrideId })).toMatchObject({
      confirmedById: world.people.lead,
    });
    await expect(confirmAs('secondSecretariat')).rejects.toMatchObject({
      code: 'record.changed_meanwhile',
      extra: { conflict: { who: 'The lead', what: 'confirmed it' } },
    });
  });

  it('are not confirmed by the maker on cover for somebody else', async () => {
    await test.as(world.people.secondSecretariat, (act) =>
      test.app.get(SetCover).execute(act, {
        absentId: world.people.secondSecretariat,
        coverId: world.people.secretariat,
        startsOn: '2022-05-09',
        endsOn: '2022-05-20',
        parts: EVERYDAY,
      }),
    );
    await expect(confirmAs('secretariat')).rejects.toMatchObject({ code: 'permission.refused' });
  });

  it('that have ended are confirmed no more', async () => {
    await test.manager.update(Override, { id: overrideId }, { endedAt: test.now });
    await expect(confirmAs('lead')).rejects.toMatchObject({ code: 'transition.illegal' });
  });

  it('are listed with what the reader may do about them', async () => {
    const { body } = await get<OverrideList>('lead', '/api/overrides?isOpen=true');
    expect(body.total).toBe(1);
    expect(body.data[0]).toMatchObject({
      id: overrideId,
      kind: 'omission',
      subject: { kind: 'update', id: world.updateIds[0], title: 'Commitment 1' },
      reason: 'No answer came in time.',
      madeBy: { name: 'The secretariat' },
      availableActions: [{ action: 'confirm', isAllowed: true }],
    });
    const own = await get<OverrideBody>('secretariat', `/api/overrides/${overrideId}`);
    expect(own.body.availableActions).toEqual([
      expect.objectContaining({ isAllowed: false, why: 'You made it: a second person confirms.' }),
    ]);
  });

  it('are seen by those who run, review, sign or audit the plan, and are not found by others', async () => {
    const seen: Partial<Record<WorldPerson, number>> = {
      secretariat: 200,
      lead: 200,
      signatory: 200,
      auditor: 200,
      owner: 403,
      boardMember: 403,
      administrator: 403,
    };
    for (const [person, status] of Object.entries(seen)) {
      const answer = await get(person as WorldPerson, `/api/overrides/${overrideId}`);
      expect([person, answer.status]).toEqual([person, status]);
    }
    expect((await get('lead', '/api/overrides?sort=reason')).status).toBe(400);
    expect((await get('lead', '/api/overrides?colour=red')).status).toBe(400);
  });

  it('say on whose behalf they were made and confirmed, and are not confirmed by that person', async () => {
    const cover = (absent: WorldPerson, coverId: string) =>
      test.as(world.people[absent], (act) =>
        test.app.get(SetCover).execute(act, {
          absentId: world.people[absent],
          coverId,
          startsOn: '2022-05-09',
          endsOn: '2022-05-20',
          parts: EVERYDAY,
        }),
      );
    await cover('secretariat', world.people.boardMember);
    await cover('chapterLead', world.people.signatory);
    const updateId = world.updateIds[1]!;
    await test.as(world.people.boardMember, (act) =>
      test.app.get(OmitUpdate).execute(act, updateId, 'No answer came in time.'),
    );
    const made = await test.manager.findOneByOrFail(Override, { subjectId: updateId });
    overrideId = made.id;
    expect(made).toMatchObject({
      madeById: world.people.boardMember,
      madeOnBehalfOfId: world.people.secretariat,
    });
    await expect(confirmAs('secretariat')).rejects.toMatchObject({ code: 'permission.refused' });
    await confirmAs('signatory');
    const { body } = await get<OverrideBody>('auditor', `/api/overrides/${overrideId}`);
    expect(body).toMatchObject({
      madeBy: { name: 'The boardMember' },
      madeOnBehalfOf: { name: 'The secretariat' },
      confirmedBy: { name: 'The signatory' },
      confirmedOnBehalfOf: { name: 'The chapterLead' },
    });
  });
});
