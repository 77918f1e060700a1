import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { londonInstant } from '../../../src/common/dates.js';
import { MessageCourier } from '../../../src/modules/notifications/message-courier.js';
import { Acts } from '../../../src/modules/audit/index.js';
import { Organisation, SetCover } from '../../../src/modules/identity/index.js';
import { CreatePlan } from '../../../src/modules/plan/index.js';
import { ReminderSweep } from '../../../src/modules/reminders/index.js';
import { CreateRound } from '../../../src/modules/rounds/index.js';
import { DeclineRound } from '../../../src/modules/signoff/index.js';
import { OpenRound } from '../../../src/modules/updates/index.js';
import { gather, sendAll } from '../../builders/messages.js';
import { approveAll, seal } from '../../builders/signed-round.js';
import {
  addPlan,
  aRound,
  buildWorld,
  give,
  PASSWORD,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp, type SignedIn } from '../../support/test-app.js';

interface Foreseen {
  onDay: string;
  rule: string;
  days: number;
  person: { name: string };
  coveredBy?: { name: string };
  subjects: { id: string; title: string }[];
}

describe('reminders of a round', () => {
  let test: TestApp;
  let world: World;
  let as: SignedIn;

  const at = (wallClock: string): Promise<void> => test.setClock(londonInstant(wallClock));
  const sweep = (): Promise<void> => test.app.get(ReminderSweep).run();
  const path = (rest: string): string => `/api/rounds/${world.roundId}/${rest}`;
  const rulesNow = async (): Promise<unknown> =>
    (await test.request('GET', path('reminders'), { as })).body['rules'];
  const foresee = async (rules: unknown): Promise<Foreseen[]> => {
    const answer = await test.request('POST', path('reminders/preview'), { as, body: { rules } });
    return answer.body['reminders'] as Foreseen[];
  };
  const written = (): Promise<string[]> =>
    test.dataSource
      .query<{ said: string }[]>(
        `SELECT on_day::text || ' ' || rule || ' ' || occasion || ' ' || p.name || ' ' || subject_id AS said
         FROM notices n JOIN people p ON p.id = n.person_id WHERE n.on_day >= '2022-04-12' ORDER BY 1`,
      )
      .then((rows) => rows.map(({ said }) => said));

  beforeAll(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
    await at('2022-04-12T10:00');
    as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
  }, 60_000);

  afterAll(() => test.stop());

  it('are exactly what the preview foresaw, over Easter, a bank holiday and days without a sweep', async () => {
    const foreseen = (await foresee(await rulesNow())).flatMap(
      ({ onDay, rule, days, person, subjects }) =>
        subjects.map(({ id }) => `${onDay} ${rule} ${days} ${person.name} ${id}`),
    );
    expect(foreseen.length).toBeGreaterThan(20);
    // Good Friday and Easter Monday; then nothing ran until after the bank holiday of 2 May.
    for (const day of ['2022-04-12', '2022-04-13', '2022-04-15', '2022-04-18', '2022-04-19']) {
      await at(`${day}T06:30`);
      await sweep();
      await sweep();
    }
    await at('2022-05-03T12:00');
    await sweep();
    // More than two weeks without a sweep, too.
    for (const day of ['2022-05-05', '2022-05-09', '2022-06-01']) {
      await at(`${day}T06:30`);
      await sweep();
    }
    expect(await written()).toEqual(foreseen.sort());
  });

  it('are foreseen for a round that is not open yet, from its opening on', async () => {
    await at('2022-06-01T10:00');
    const { people, planId } = world;
    const roundId = await test.as(people.secretariat, (act) =>
      test.app.get(CreateRound).execute(
        act,
        planId,
        aRound({
          ...{ title: 'Quarter 1', slug: '2022-23-q1', periodLabel: '2022/23 Q1' },
          ...{ periodStart: '2022-04-01', periodEnd: '2022-06-30', asAt: '2022-06-30' },
          // A Saturday: it is opened on the Monday.
          ...{ opensOn: '2022-07-02', draftsDueOn: '2022-07-22', reviewDueOn: '2022-07-29' },
          ...{ signOffDueOn: '2022-08-05', publicationOn: '2022-08-12' },
        }),
      ),
    );
    const ofRound = (rest: string): string => `/api/rounds/${roundId}/${rest}`;
    const { rules } = (await test.request('GET', ofRound('reminders'), { as })).body;
    const auditor = await test.signIn(world.emailOf('auditor'), PASSWORD);
    const { body } = await test.request('POST', ofRound('reminders/preview'), {
      ...{ as: auditor, body: { rules } },
    });
    expect(body).toMatchObject({ asIfOpenedOn: '2022-07-04', fromDay: '2022-07-04' });
    const foreseen = (body['reminders'] as Foreseen[]).flatMap(
      ({ onDay, rule, days, person, subjects }) =>
        subjects.map(({ title }) => `${onDay} ${rule} ${days} ${person.name} ${title}`),
    );
    expect(foreseen.filter((each) => each.includes('kick_off'))).toHaveLength(4);
    const counted = await test.dataSource.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM updates WHERE round_id = $1',
      [roundId],
    );
    expect(counted).toEqual([{ count: 0 }]);

    await at('2022-07-04T09:00');
    await test.as(people.secretariat, (act) => test.app.get(OpenRound).execute(act, roundId));
    for (const day of ['2022-07-04', '2022-07-15', '2022-07-29', '2022-08-12', '2022-08-26']) {
      await at(`${day}T09:30`);
      await sweep();
    }
    const rows = await test.dataSource.query<{ said: string }[]>(
      `SELECT on_day::text || ' ' || rule || ' ' || occasion || ' ' || p.name || ' ' || coalesce(u.title, r.title) AS said
       FROM notices n JOIN people p ON p.id = n.person_id JOIN rounds r ON r.id = n.round_id LEFT JOIN updates u ON u.id = n.subject_id WHERE n.round_id = $1`,
      [roundId],
    );
    expect(rows.map(({ said }) => said).sort()).toEqual(foreseen.sort());
  });

  it('are nobody’s in a round of a plan that has no rows yet', async () => {
    const { id: publisherId } = (await test.manager.find(Organisation))[0]!;
    const { planId } = await test.app.get(Acts).perform(null, (act) =>
      test.app.get(CreatePlan).execute(act, {
        ...{ slug: 'bare', title: 'A bare plan', publisherId, chapterTitles: ['Only chapter'] },
      }),
    );
    await give(test, world.people.secretariat, { role: 'secretariat', planId });
    const id = await test.as(world.people.secretariat, (act) =>
      test.app.get(CreateRound).execute(act, planId, aRound({ slug: 'bare-q4' })),
    );
    const answer = await test.request('POST', `/api/rounds/${id}/reminders/preview`, {
      ...{ as, body: { rules: [{ rule: 'kick_off', days: 0, to: ['owner'] }] } },
    });
    expect(answer).toMatchObject({ status: 200, body: { reminders: [] } });
  });

  it('name the date of what they are about', async () => {
    await at('2022-05-02T10:00');
    const other = await addPlan(test, world);
    await submit(test, other.updateIds[0]!, other.people.owner);
    const answer = await test.request('POST', `/api/rounds/${other.roundId}/reminders/preview`, {
      ...{ as, body: { rules: [{ rule: 'review_waiting', days: 3, to: ['lead'] }] } },
    });
    expect(answer.body['reminders']).toMatchObject([
      // Whoever leads the chapter, three working days after 2 May 2022, a bank holiday.
      {
        ...{ onDay: '2022-05-05', person: { name: 'The chapterLead' } },
        subjects: [{ id: other.updateIds[0], dueOn: '2022-05-16' }],
      },
    ]);
  });

  it('are foreseen as long after the dates as the schedule goes, or it is said that they are not', async () => {
    await at('2022-05-02T10:00');
    const { roundId } = await addPlan(test, world);
    const rules = [
      { rule: 'overdue', days: 35, to: ['owner'] },
      { rule: 'sign_off_overdue', days: 12, to: ['secretariat'] },
    ];
    const until = async (): Promise<unknown> => {
      const url = `/api/rounds/${roundId}/reminders/preview`;
      const { body } = await test.request('POST', url, { as, body: { rules } });
      const days = (body['reminders'] as Foreseen[]).map(({ onDay, rule }) => `${onDay} ${rule}`);
      return { isCutOff: body['isCutOff'], days: [...new Set(days)] };
    };
    const LATE = ['2022-06-17 sign_off_overdue', '2022-06-22 overdue'];
    expect(await until()).toEqual({ isCutOff: false, days: LATE });
    await test.manager.query(
      `UPDATE rounds SET sign_off_due_on = '2022-10-14', publication_on = '2022-10-20' WHERE id = $1`,
      [roundId],
    );
    expect(await until()).toEqual({ isCutOff: true, days: [LATE[1]] });
  });

  it('are written for every other round when those of one fail, and for that one when they can be', async () => {
    // In the order in which rounds are taken.
    const [broken, whole] = [await addPlan(test, world), await addPlan(test, world)].sort(
      (one, other) => (one.roundId < other.roundId ? -1 : 1),
    ) as [World, World];
    const ofRound = async ({ roundId }: World): Promise<number> => {
      const [row] = await test.dataSource.query<{ count: number }[]>(
        'SELECT count(*)::int AS count FROM notices WHERE round_id = $1',
        [roundId],
      );
      return row!.count;
    };
    await test.dataSource.query(
      `CREATE FUNCTION refuse_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
       CREATE TRIGGER tr_refuse_step BEFORE INSERT ON reminder_days FOR EACH ROW
         WHEN (NEW.round_id = '${broken.roundId}') EXECUTE FUNCTION refuse_step()`,
    );
    await at('2022-05-03T06:30');
    await expect(sweep()).rejects.toThrow('broken');
    expect([await ofRound(broken), (await ofRound(whole)) > 0]).toEqual([0, true]);
    await test.dataSource.query(
      'DROP TRIGGER tr_refuse_step ON reminder_days; DROP FUNCTION refuse_step()',
    );
    await sweep();
    expect(await ofRound(broken)).toBe(await ofRound(whole));
  });

  const days = async ({ roundId }: World): Promise<string[]> => {
    const rows = await test.dataSource.query<{ day: string }[]>(
      'SELECT on_day::text AS day FROM reminder_days WHERE round_id = $1 ORDER BY 1',
      [roundId],
    );
    return rows.map(({ day }) => day);
  };

  it('begin with the day of the opening, also when that is before the day’s reminders', async () => {
    await at('2022-05-04T05:30');
    const early = await addPlan(test, world);
    await sweep();
    expect(await days(early)).toEqual([]);
    await at('2022-05-04T06:00');
    await sweep();
    expect(await days(early)).toEqual(['2022-05-04']);
  });

  it('name no time at which an email goes where there is no mail server', async () => {
    const { status, body } = await test.request('GET', '/api/inbox/settings', { as });
    expect([status, body]).toEqual([200, expect.objectContaining({ from: '07:00' })]);
    expect(body).not.toHaveProperty('soonestEmailAt');
  });

  it('tell apart as what somebody is reminded, and who covers them in that part alone', async () => {
    await at('2022-05-02T10:00');
    const other = await addPlan(test, world, [
      ['chapterLead', 0],
      ['owner', 0],
    ]);
    const { people, updateIds } = other;
    await test.as(people.administrator, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: people.chapterLead, coverId: people.contributor, parts: ['review'] },
        ...{ startsOn: '2022-05-05', endsOn: '2022-05-05' },
      }),
    );
    const answer = await test.request('POST', `/api/rounds/${other.roundId}/reminders/preview`, {
      ...{ as, body: { rules: [{ rule: 'overdue', days: 3, to: ['owner', 'lead'] }] } },
    });
    const theirs = (answer.body['reminders'] as (Foreseen & { audience: string })[])
      .filter(({ person }) => person.name === 'The chapterLead')
      .sort((one, other) => other.audience.localeCompare(one.audience));
    expect(theirs).toMatchObject([
      { audience: 'owner', subjects: [{ id: updateIds[0] }] },
      {
        ...{ audience: 'lead', subjects: [{ id: updateIds[1] }] },
        coveredBy: { name: 'The contributor' },
      },
    ]);
    expect(theirs[0]).not.toHaveProperty('coveredBy');
  });

  it('are set by the secretariat from the version that was seen, and kept for the next round', async () => {
    const rules = [{ rule: 'overdue', days: 7, to: ['owner', 'secretariat'] }];
    const saved = await test.request('PUT', path('reminders'), { as, body: { version: 0, rules } });
    expect(saved).toMatchObject({ status: 200, body: { version: 1, from: 'round', rules } });
    const late = await test.request('PUT', path('reminders'), { as, body: { version: 0, rules } });
    expect(late).toMatchObject({ status: 409, body: { code: 'record.changed_meanwhile' } });
    const twice = await test.request('PUT', path('reminders'), {
      ...{ as, body: { version: 1, rules: [...rules, ...rules] } },
    });
    expect(twice).toMatchObject({
      status: 400,
      body: { issues: [{ field: 'rules.1.days', code: 'repeated' }] },
    });
    const wrong = await test.request('PUT', path('reminders'), {
      as,
      body: { version: 1, rules: [{ rule: 'before_due', days: 3, to: ['signatory'] }] },
    });
    expect(wrong).toMatchObject({ status: 400, body: { issues: [{ field: 'rules.0.to' }] } });
    const lead = test.signIn(world.emailOf('lead'), PASSWORD);
    expect((await test.request('GET', path('reminders'), { as: lead })).status).toBe(403);
  });

  describe('asked for by hand', () => {
    const inbox = async (person: WorldPerson) => {
      const own = test.signIn(world.emailOf(person), PASSWORD);
      const { body } = await test.request('GET', '/api/inbox', { as: own });
      return body['data'] as { id: string; subject: string; isRead: boolean; groups: unknown }[];
    };

    it('go to the late owners with the secretariat’s words, once a day', async () => {
      await at('2022-05-10T10:00');
      const { body } = await test.request('GET', path('late-owners'), { as });
      expect(body['owners']).toHaveLength(3);
      const updateIds = world.updateIds.slice(0, 2);
      // What was to be told before goes before.
      await sendAll(test);
      const chase = { updateIds, words: 'Please send it <today>.' };
      const { body: shown } = await test.request<{ data: Record<string, unknown>[] }>(
        ...(['POST', path('chase/preview'), { as, body: chase }] as const),
      );
      const first = await test.request('POST', path('chase'), { as, body: chase });
      expect(first).toMatchObject({ status: 200, body: { asked: 2, askedBefore: 0 } });
      const second = await test.request('POST', path('chase'), { as, body: chase });
      expect(second).toMatchObject({ status: 400, body: { issues: [{ code: 'asked_before' }] } });
      await gather(test);
      await at('2022-05-10T10:04');
      await test.app.get(MessageCourier).deliver();
      const asked = async () => {
        const messages = await inbox('owner');
        return messages.find((each) => JSON.stringify(each.groups).includes(chase.words))!;
      };
      const message = await asked();
      expect(message).toMatchObject({ isRead: false });
      // It is the very message that was shown before, and says those words once.
      const { name, ...shownMessage } = shown.data[0]!;
      expect([shown.data.length, name]).toEqual([1, 'The owner']);
      expect(message).toMatchObject(shownMessage);
      expect(JSON.stringify(message).split(chase.words)).toHaveLength(2);
      const own = test.signIn(world.emailOf('owner'), PASSWORD);
      const read = await test.request('POST', '/api/inbox/read', {
        ...{ as: own, body: { ids: [message.id] } },
      });
      expect(read.body).toMatchObject({ unread: expect.any(Number) });
      expect(await asked()).toMatchObject({ id: message.id, isRead: true });
    });

    it('are refused for what was submitted meanwhile', async () => {
      const [, , third] = world.updateIds;
      await submit(test, third!, world.people.secondOwner);
      const answer = await test.request('POST', path('chase'), {
        ...{ as, body: { updateIds: [third], words: 'Please.' } },
      });
      expect(answer).toMatchObject({ status: 409, body: { code: 'transition.illegal' } });
    });

    it('show on each update when its owner was last reminded, to those who see the update', async () => {
      const { body } = await test.request('GET', path('reminded'), { as });
      expect(body).toMatchObject({
        updates: expect.arrayContaining([
          expect.objectContaining({
            updateId: world.updateIds[0],
            person: expect.objectContaining({ name: 'The owner' }),
            remindedAt: expect.stringMatching(/^2022-05-10T09:04/),
          }),
        ]),
        days: [{ day: '2022-05-10', people: 3, updates: 4 }],
      });
      const stranger = test.signIn(world.emailOf('stranger'), PASSWORD);
      expect((await test.request('GET', path('reminded'), { as: stranger })).status).toBe(404);
    });
  });

  it('come when and how somebody chose, save what is compulsory', async () => {
    const own = await test.signIn(world.emailOf('owner'), PASSWORD);
    const settings = { digestAt: '10:30', inAppOnly: ['before_due'], version: 0 };
    const put = (body: unknown) => test.request('PUT', '/api/inbox/settings', { as: own, body });
    expect(await put(settings)).toMatchObject({ status: 200, body: { ...settings, version: 1 } });
    expect(await put(settings)).toMatchObject({ status: 409 });
    expect(await put({ ...settings, version: 1, digestAt: '05:00' })).toMatchObject({
      ...{ status: 400, body: { issues: [{ field: 'digestAt', code: 'quiet' }] } },
    });
    expect(await put({ ...settings, version: 1, inAppOnly: ['overdue'] })).toMatchObject({
      status: 400,
    });
  });

  it('are worded by the secretariat, who is told what a template cannot say', async () => {
    const words = { kind: 'digest', subject: 'To do: {{summary}}', opening: 'Hello', closing: '' };
    const put = (body: unknown) => test.request('PUT', '/api/message-templates', { as, body });
    expect(await put({ ...words, version: 0, opening: 'Hello {{nmae}}' })).toMatchObject({
      ...{ status: 400, body: { issues: [{ field: 'opening', code: 'template' }] } },
    });
    expect((await put({ ...words, version: 0 })).status).toBe(200);
    expect((await put({ ...words, version: 0 })).status).toBe(409);
    const preview = await test.request('POST', '/api/message-templates/preview', {
      ...{ as, body: words },
    });
    expect(preview.body['subject']).toMatch(/^To do: 2 to write: 1 overdue/);
  });

  it('begin with the day of the opening, also when nothing ran for days', async () => {
    await at('2022-07-01T10:00');
    const unseen = await addPlan(test, world);
    await at('2022-07-05T12:00');
    await sweep();
    expect(await days(unseen)).toEqual(['2022-07-01', '2022-07-04', '2022-07-05']);
  });

  it('ask for signing, or sealing, anew when that began to wait after its date', async () => {
    await at('2022-07-07T10:00');
    const late = await addPlan(test, world, [['owner', 0]]);
    await approveAll(test, late);
    const { id: manifestId } = await seal(test, late);
    const { people, roundId, updateIds } = late;
    const foreseen = async (): Promise<string[]> => {
      const { rules } = (await test.request('GET', `/api/rounds/${roundId}/reminders`, { as }))
        .body;
      const { body } = await test.request('POST', `/api/rounds/${roundId}/reminders/preview`, {
        ...{ as, body: { rules } },
      });
      return (body['reminders'] as Foreseen[])
        .filter(({ rule }) => rule === 'sign_off_overdue')
        .map(({ onDay, person }) => `${onDay} ${person.name}`)
        .sort();
    };
    const told = async (onDay: string): Promise<string[]> => {
      await at(`${onDay}T06:30`);
      await sweep();
      const rows = await test.dataSource.query<{ said: string }[]>(
        `SELECT n.on_day::text || ' ' || p.name AS said FROM notices n JOIN people p ON p.id = n.person_id
         WHERE n.round_id = $1 AND n.rule = 'sign_off_overdue' AND n.on_day = $2 ORDER BY 1`,
        [roundId, onDay],
      );
      return rows.map(({ said }) => said);
    };
    // Signing was due on 30 May 2022.
    const first = await foreseen();
    expect(first).toEqual(
      ['The secondSecretariat', 'The secretariat', 'The signatory'].map((n) => `2022-07-08 ${n}`),
    );
    expect(await told('2022-07-08')).toEqual(first);
    await at('2022-07-08T10:00');
    await test.as(people.signatory, (act) =>
      test.app.get(DeclineRound).execute(act, roundId, {
        ...{ manifestId, objections: [{ updateId: updateIds[0]!, reason: 'It is not so.' }] },
      }),
    );
    const second = await foreseen();
    expect(second).toEqual(['2022-07-11 The secondSecretariat', '2022-07-11 The secretariat']);
    expect(await told('2022-07-11')).toEqual(second);
  });
});
