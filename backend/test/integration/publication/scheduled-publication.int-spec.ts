import { setTimeout as sleep } from 'node:timers/promises';
import { verifyAll } from '../../../src/app/commands/verify.js';
import { Sweeps } from '../../../src/app/sweeps.js';
import { londonInstant } from '../../../src/common/dates.js';
import { ConfirmOverride } from '../../../src/modules/overrides/index.js';
import {
  CancelSchedule,
  Edition,
  PreviewReader,
  PublicationSweep,
  PublishRound,
  RequestException,
  ScheduledPublication,
  SchedulePublication,
  verifyTrail,
} from '../../../src/modules/publication/index.js';
import { Round, SetHold } from '../../../src/modules/rounds/index.js';
import { UnsealRound } from '../../../src/modules/signoff/index.js';
import { DatabaseListener } from '../../../src/platform/database/listener.js';
import { Metrics } from '../../../src/platform/metrics/metrics.js';
import { approveAll, seal, sign } from '../../builders/signed-round.js';
import { buildWorld, PASSWORD, type World, type WorldPerson } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

const AT = '2022-06-10T09:30';

interface RoundBody {
  state: string;
  schedule?: { state: string; publishAt: string; warning?: string; failure?: string };
  availableActions: { action: string; isAllowed: boolean; why?: string }[];
}

describe('publication at a set time', () => {
  let test: TestApp;
  let world: World;

  beforeEach(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
    await approveAll(test, world);
    await seal(test, world);
    await sign(test, world);
  });
  afterEach(() => test.stop());

  const set = (at = AT, person: WorldPerson = 'secretariat') =>
    test.as(world.people[person], (act) =>
      test.app.get(SchedulePublication).execute(act, world.roundId, at),
    );
  const sweep = () => test.app.get(PublicationSweep).run();
  const editions = () => test.manager.find(Edition);
  const readRound = async (person: WorldPerson = 'secretariat'): Promise<RoundBody> => {
    const as = await test.signIn(world.emailOf(person), PASSWORD);
    return (await test.request<RoundBody>('GET', `/api/rounds/${world.roundId}`, { as })).body;
  };
  const workOf = async (person: WorldPerson) => {
    const as = await test.signIn(world.emailOf(person), PASSWORD);
    const home = await test.request<{ work: { kind: string }[] }>('GET', '/api/home', { as });
    return home.body.work.map(({ kind }) => kind);
  };
  const setHold = () =>
    test.as(world.people.secondSecretariat, (act) =>
      test.app.get(SetHold).execute(act, {
        planId: world.planId,
        name: 'By-election',
        reason: 'Nothing new is published.',
        startsOn: '2022-06-09',
        endsOn: '2022-06-12',
      }),
    );

  /** By whom, for when and for what a time was set, and what came of it, is as the trail tells it. */
  const expectTamperingIsFound = async (): Promise<void> => {
    const wrong = 'is not the one of the audit trail';
    for (const [edit, found] of [
      [`UPDATE scheduled_publications SET set_by_id = '${world.people.lead}'`, wrong],
      [`UPDATE scheduled_publications SET set_for_id = '${world.people.lead}'`, wrong],
      ["UPDATE scheduled_publications SET set_at = set_at - interval '1 day'", wrong],
      ["UPDATE scheduled_publications SET publish_at = publish_at + interval '1 minute'", wrong],
      [
        `UPDATE scheduled_publications SET state = 'cancelled', edition_id = NULL,
           failure_code = NULL, failure = NULL, ended_at = coalesce(ended_at, set_at)`,
        wrong,
      ],
      ['DELETE FROM scheduled_publications', 'is not there any more'],
    ] as const) {
      const runner = test.dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query('ALTER TABLE scheduled_publications DISABLE TRIGGER USER');
      await runner.query(edit);
      const tampered = await verifyTrail(runner.manager);
      await runner.rollbackTransaction();
      await runner.release();
      expect([edit, tampered.wrong]).toEqual([edit, expect.stringContaining(found)]);
    }
  };

  it('happens then, by the Clock, once, and is the very edition that was previewed', async () => {
    await set();
    const signatory = await test.actor(world.people.signatory);
    const preview = await test.app.get(PreviewReader).read(signatory, world.roundId);
    const page = await test.request('GET', `/api/rounds/${world.roundId}/preview`, {
      as: await test.signIn(world.emailOf('secretariat'), PASSWORD),
    });
    expect(page.text).toMatch(/will be published on 10 June 2022 at 09:30 \(London\)/u);
    expect(page.text).toContain('Signed by The signatory');
    await sweep();
    expect(await editions()).toEqual([]);
    expect((await readRound()).schedule).toMatchObject({ state: 'waiting' });

    await test.setClock(londonInstant('2022-06-10T09:30'));
    expect(await workOf('secretariat')).toEqual([]);
    await Promise.all([sweep(), sweep(), sweep()]);
    await sweep();
    const [edition, ...others] = await editions();
    expect(others).toEqual([]);
    expect(edition).toMatchObject({
      version: 1,
      snapshotHash: preview.snapshotHash,
      publishedById: world.people.secretariat,
    });
    expect(await readRound()).toMatchObject({ state: 'published' });
    expect((await readRound()).schedule).toBeUndefined();
    const [entry] = await test.manager.query<{ origin: string; actor_id: string }[]>(
      "SELECT origin, actor_id FROM audit_entries WHERE kind = 'round.published'",
    );
    expect(entry).toEqual({ origin: 'system', actor_id: world.people.secretariat });
    expect((await verifyAll(test.dataSource, test.files)).wrong).toBeUndefined();
    await expectTamperingIsFound();
  });

  it('is refused for a time at which publishing by hand would be, and for no time at all', async () => {
    await expect(set('2022-06-09T23:59')).rejects.toMatchObject({ code: 'publication.too_early' });
    await expect(set('2022-05-09T08:59')).rejects.toMatchObject({
      extra: { issues: [{ field: 'at', code: 'past' }] },
    });
    await expect(set('2023-03-26T01:30')).rejects.toMatchObject({
      extra: { issues: [{ field: 'at', code: 'unknown' }] },
    });
    await expect(set('2022-06-20T09:30')).rejects.toMatchObject({ code: 'publication.slipped' });
    await expect(set(AT, 'signatory')).rejects.toMatchObject({ code: 'permission.refused' });
    await setHold();
    await expect(set()).rejects.toMatchObject({ code: 'publication.in_hold' });
    await test.as(world.people.secretariat, (act) =>
      test.app.get(UnsealRound).execute(act, world.roundId, 'A figure.'),
    );
    await expect(set('2022-06-14T09:30')).rejects.toMatchObject({ code: 'transition.illegal' });
  });

  it('can be early when a second person has confirmed that', async () => {
    const overrideId = await test.as(world.people.secretariat, (act) =>
      test.app
        .get(RequestException)
        .execute(act, world.roundId, { kind: 'early_publication', reason: 'The Board asked.' }),
    );
    await expect(set('2022-06-01T09:30')).rejects.toMatchObject({ code: 'override.unconfirmed' });
    await test.as(world.people.lead, (act) =>
      test.app.get(ConfirmOverride).execute(act, overrideId),
    );
    await set('2022-06-01T09:30');
    await test.setClock(londonInstant('2022-06-01T09:31'));
    await sweep();
    expect(await editions()).toHaveLength(1);
  });

  it('can be changed and cancelled, and ends when somebody publishes by hand or unseals', async () => {
    await set();
    await set('2022-06-13T09:30', 'secondSecretariat');
    await test.setClock(londonInstant('2022-06-10T10:00'));
    await sweep();
    expect(await editions()).toEqual([]);
    expect((await readRound()).schedule).toMatchObject({
      publishAt: londonInstant('2022-06-13T09:30').toISOString(),
    });
    const cancel = () =>
      test.as(world.people.secretariat, (act) =>
        test.app.get(CancelSchedule).execute(act, world.roundId),
      );
    await cancel();
    expect((await readRound()).schedule).toBeUndefined();
    expect(await workOf('secretariat')).toEqual(['publish']);
    await expect(cancel()).rejects.toMatchObject({ code: 'transition.illegal' });

    await set('2022-06-13T09:30');
    await test.as(world.people.secretariat, (act) =>
      test.app.get(UnsealRound).execute(act, world.roundId, 'A figure.'),
    );
    expect((await readRound()).schedule).toMatchObject({ state: 'lapsed' });
    await seal(test, world);
    await sign(test, world);
    await test.setClock(londonInstant('2022-06-13T09:31'));
    await sweep();
    expect(await editions()).toEqual([]);
    await set('2022-06-14T09:30');
    await test.as(world.people.secondSecretariat, (act) =>
      test.app.get(PublishRound).execute(act, world.roundId),
    );
    await test.setClock(londonInstant('2022-06-14T09:31'));
    await sweep();
    expect(await editions()).toHaveLength(1);
  });

  it('fails visibly when anything stands in the way then, and is tried again by a person alone', async () => {
    await set();
    await setHold();
    expect((await readRound()).schedule?.warning).toContain('By-election');
    await test.setClock(londonInstant('2022-06-10T09:31'));
    await sweep();
    expect(await editions()).toEqual([]);
    expect((await test.manager.findOneByOrFail(Round, { id: world.roundId })).state).toBe('signed');
    const failed = await readRound();
    expect(failed.schedule).toMatchObject({ state: 'failed' });
    expect(failed.schedule?.failure).toContain('By-election');
    const metrics = await test.app.get(Metrics).text();
    expect(metrics).toContain('\nquarterdeck_failed_publications 1\n');
    expect(await workOf('secretariat')).toEqual(['publication_failed']);
    expect(await workOf('signatory')).toEqual([]);

    await test.setClock(londonInstant('2022-06-13T08:00'));
    await sweep();
    expect(await editions()).toEqual([]);
    // The signed date fell in the hold: by hand the same is refused as by the clock.
    await expect(set('2022-06-13T09:30')).rejects.toMatchObject({ code: 'publication.held_over' });
    expect((await verifyAll(test.dataSource, test.files)).wrong).toBeUndefined();
    await expectTamperingIsFound();
  });

  it('fails when whoever set it may no longer publish', async () => {
    await set();
    await test.manager.query(
      "UPDATE grants SET revoked_at = now() WHERE person_id = $1 AND role = 'secretariat'",
      [world.people.secretariat],
    );
    await test.setClock(londonInstant('2022-06-10T09:31'));
    await sweep();
    expect(await editions()).toEqual([]);
    expect((await readRound('secondSecretariat')).schedule?.failure).toContain(
      'Whoever set the time may no longer publish.',
    );
    await set('2022-06-10T10:00', 'secondSecretariat');
    await test.manager.query('UPDATE people SET is_active = FALSE WHERE id = $1', [
      world.people.secondSecretariat,
    ]);
    await test.setClock(londonInstant('2022-06-10T10:00'));
    await sweep();
    const last = await test.manager.findOneByOrFail(ScheduledPublication, {
      setById: world.people.secondSecretariat,
    });
    expect(last).toMatchObject({ state: 'failed', failureCode: 'permission.refused' });
    expect(last.failure).toContain('The account is closed.');
  });

  it('is done whole or not at all when the process dies in the middle, and then again once', async () => {
    await set();
    // The connection is cut when the edition has been written and before anything is committed.
    await test.dataSource.query(`
      CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
      CREATE TRIGGER tr_die AFTER INSERT ON editions FOR EACH ROW EXECUTE FUNCTION die();`);
    await test.setClock(londonInstant('2022-06-10T09:31'));
    await expect(sweep()).rejects.toThrow();
    expect(await editions()).toEqual([]);
    expect((await readRound()).schedule).toMatchObject({ state: 'waiting' });
    await test.dataSource.query('DROP TRIGGER tr_die ON editions');
    await sweep();
    expect(await editions()).toHaveLength(1);
    expect((await verifyAll(test.dataSource, test.files)).wrong).toBeUndefined();
    await expectTamperingIsFound();
  });

  it('happens by itself when the demonstration’s clock is moved forward', async () => {
    await set();
    await test.app.get(DatabaseListener).start();
    await test.app.get(Sweeps).start();
    const as = await test.signIn(world.emailOf('administrator'), PASSWORD);
    await test.request('POST', '/api/clock/advance', {
      ...{ as, body: { to: londonInstant('2022-06-10T09:31').toISOString() } },
    });
    for (let attempt = 0; attempt < 200 && (await editions()).length === 0; attempt++) {
      await sleep(50);
    }
    expect(await editions()).toHaveLength(1);
  }, 30_000);
});
