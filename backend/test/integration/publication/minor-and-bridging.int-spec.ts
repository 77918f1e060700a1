import { londonInstant } from '../../../src/common/dates.js';
import { ConfirmOverride } from '../../../src/modules/overrides/index.js';
import {
  PublishRound,
  SchedulePublication,
  verifyOverrides,
} from '../../../src/modules/publication/index.js';
import { SealRound, StartCorrection, UnsealRound } from '../../../src/modules/signoff/index.js';
import { approveAll, publishAll, seal, sign } from '../../builders/signed-round.js';
import {
  approve,
  aRound,
  buildWorld,
  PASSWORD,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

describe('what is said of an edition', () => {
  let test: TestApp;
  let world: World;

  beforeEach(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
  });
  afterEach(() => test.stop());

  const sealAsMinor = () =>
    test.as(world.people.secretariat, (act) =>
      test.app.get(SealRound).execute(act, world.roundId, 'A slip of typing.'),
    );
  const publishNow = () =>
    test.as(world.people.secretariat, (act) =>
      test.app.get(PublishRound).execute(act, world.roundId),
    );
  const openOverride = async (): Promise<string> => {
    const [row] = await test.manager.query<{ id: string }[]>(
      "SELECT id FROM overrides WHERE kind = 'minor_correction' AND ended_at IS NULL",
    );
    return row!.id;
  };
  const confirm = async (person: WorldPerson) => {
    const overrideId = await openOverride();
    return test.as(world.people[person], (act) =>
      test.app.get(ConfirmOverride).execute(act, overrideId),
    );
  };

  it('a correction that is called minor goes out when a second person has confirmed that it is', async () => {
    await expect(sealAsMinor()).rejects.toMatchObject({ code: expect.stringMatching(/^round\./u) });
    await publishAll(test, world);
    const [copyId] = await test.as(world.people.secretariat, (act) =>
      test.app.get(StartCorrection).execute(act, world.roundId, {
        ...{ updateIds: [world.updateIds[0]!], reason: 'A street was misspelt.' },
      }),
    );
    await submit(test, copyId!, world.people.owner, 'Text of updates 1.');
    await approve(test, copyId!, world.people.lead);
    await sealAsMinor();
    await sign(test, world);
    await expect(publishNow()).rejects.toMatchObject({ code: 'override.unconfirmed' });
    await expect(
      test.as(world.people.secretariat, (act) =>
        test.app.get(SchedulePublication).execute(act, world.roundId, '2022-06-11T09:30'),
      ),
    ).rejects.toMatchObject({ code: 'override.unconfirmed' });
    await expect(confirm('secretariat')).rejects.toMatchObject({ code: 'permission.refused' });
    await confirm('lead');

    // What was confirmed was exactly what was sealed: other words are confirmed anew, or not minor.
    await test.as(world.people.secretariat, (act) =>
      test.app.get(UnsealRound).execute(act, world.roundId, 'Another slip.'),
    );
    await sealAsMinor();
    await sign(test, world);
    await expect(publishNow()).rejects.toMatchObject({ code: 'override.unconfirmed' });
    await confirm('secondSecretariat');
    await publishNow();
    const page = await test.request('GET', '/editions/2021-22-q4');
    expect(page.text).toMatch(/Minor correction on\s+10 June 2022/u);
    expect(page.text).toContain('2, minor correction on 10 June 2022');
    const { text } = await test.request('GET', '/editions/2021-22-q4.json');
    expect(JSON.parse(text)).toMatchObject({ correction: { isMinor: true } });

    const wrong = async () => (await verifyOverrides(test.dataSource)).wrong;
    // The page on which the public checks a version says so too.
    const check = async () => (await test.request('POST', '/editions/2021-22-q4/v2/check')).text;
    expect(await wrong()).toBeUndefined();
    expect(await check()).toContain('It is as it was published');
    await test.dataSource.query('ALTER TABLE overrides DISABLE TRIGGER USER');
    const change = (to: string) =>
      test.dataSource.query(`UPDATE overrides SET ${to} WHERE kind = 'minor_correction'`);
    await change("confirmed_at = confirmed_at + interval '1 day'");
    expect(await wrong()).toMatch(/^the confirmation of override .+ is not the one/u);
    expect(await check()).toMatch(/the confirmation of override .+ is not the one/u);
    await change("confirmed_at = confirmed_at - interval '1 day'");
    expect(await check()).toContain('It is as it was published');
    await change("reason = 'Another.'");
    expect(await check()).toMatch(/the reason of override .+ is not the one/u);
    await test.dataSource.query("DELETE FROM overrides WHERE kind = 'minor_correction'");
    expect(await wrong()).toMatch(/^override .+ is not there, or not by whom/u);
    expect(await check()).toMatch(/override .+ is not there, or not by whom/u);
  });

  it('refuses to call a first publication minor', async () => {
    await approveAll(test, world);
    await expect(sealAsMinor()).rejects.toMatchObject({
      code: 'transition.illegal',
      context: { why: 'Only a correction can be called minor.' },
    });
  });

  it('an edition after a skipped period covers it too, and says so and why in every form', async () => {
    const reason = 'No figures came from the courts';
    const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    await test.request('POST', `/api/plans/${world.planId}/skip-period`, {
      as,
      body: { periodStart: '2022-04-01', periodEnd: '2022-06-30', reason },
    });
    await publishAll(test, world);
    expect((await test.request('GET', '/editions/2021-22-q4')).text).not.toContain('Also covers');
    await test.setClock(londonInstant('2022-10-03T09:00'));
    const made = await test.request<{ id: string }>('POST', '/api/rounds', {
      as,
      body: {
        ...aRound({
          ...{ slug: '2022-23-q2', title: '2022/23 Quarter 2 update' },
          ...{ periodLabel: '2022/23 Q2 (July to September 2022)' },
          ...{ periodStart: '2022-07-01', periodEnd: '2022-09-30', asAt: '2022-09-30' },
          ...{ opensOn: '2022-10-03', draftsDueOn: '2022-10-10', reviewDueOn: '2022-10-14' },
          ...{ signOffDueOn: '2022-10-17', publicationOn: '2022-10-20' },
        }),
        planId: world.planId,
      },
    });
    await test.request('POST', `/api/rounds/${made.body.id}/open`, { as });
    const rows = await test.manager.query<{ id: string }[]>(
      'SELECT u.id FROM updates u JOIN listings l ON l.update_id = u.id WHERE u.round_id = $1 ORDER BY l.position',
      [made.body.id],
    );
    world = { ...world, roundId: made.body.id, updateIds: rows.map(({ id }) => id) };
    const words = '2022/23 Q1 (April to June 2022), which had no edition of its own.';
    const preview = await test.request('GET', `/api/rounds/${world.roundId}/preview`, { as });
    expect(preview.text).toContain(words);
    await approveAll(test, world);
    await seal(test, world);
    const signing = await test.request<{ alsoCovers: unknown }>(
      'GET',
      `/api/rounds/${world.roundId}/signing`,
      { as },
    );
    expect(signing.body.alsoCovers).toMatchObject([{ start: '2022-04-01', reason }]);
    await sign(test, world);
    await test.setClock(londonInstant('2022-10-20T09:30'));
    await publishNow();
    const form = async (suffix: string) =>
      (await test.request('GET', `/editions/2022-23-q2${suffix}`)).text;
    for (const text of [await form(''), await form('/v1.csv-metadata.json')]) {
      expect(text).toContain(words);
      expect(text).toContain(`${reason}.`);
    }
    expect(await form('.csv')).toContain('2022/23 Q1 (April to June 2022); 2022/23 Q2');
    expect(JSON.parse(await form('.json'))).toMatchObject({
      alsoCovers: [{ start: '2022-04-01', end: '2022-06-30', reason }],
    });
  });
});
