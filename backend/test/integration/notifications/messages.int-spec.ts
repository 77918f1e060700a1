import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { londonInstant } from '../../../src/common/dates.js';
import { EndCover, SetCover } from '../../../src/modules/identity/index.js';
import { ReminderSweep } from '../../../src/modules/reminders/index.js';
import { ReturnUpdate, SubmitUpdate } from '../../../src/modules/updates/index.js';
import { MailedWorld, subjectOf, textOf, type Kept } from '../../builders/mailed-world.js';
import { gather, hear, remindOf } from '../../builders/messages.js';
import {
  addPlan,
  draft,
  give,
  PASSWORD,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import type {
  ReceivedMail,
  SmtpAnswer,
  SmtpStage,
  TestMailServer,
} from '../../support/mail-server.js';
import type { TestApp } from '../../support/test-app.js';

describe('messages', () => {
  let mailed: MailedWorld;
  let test: TestApp;
  let world: World;
  let mail: TestMailServer;

  const at = (wallClock: string): Promise<void> => mailed.at(wallClock);
  const deliver = (): Promise<void> => mailed.deliver();
  const remind = (): Promise<void> => test.app.get(ReminderSweep).run();
  const heard = (): Promise<void> => hear(test);
  const messages = (person: WorldPerson, channel?: string): Promise<Kept[]> =>
    mailed.messages(person, channel);
  const mailTo = (person: WorldPerson): ReceivedMail[] => mailed.mailTo(person);
  const answers = (stage: SmtpStage, ...given: SmtpAnswer[]): void =>
    mailed.answers(stage, ...given);

  const LATE = 'Its day had passed: it goes with the next day’s message.';

  beforeAll(async () => {
    mailed = await MailedWorld.start();
    ({ test, world, mail } = mailed);
  }, 60_000);

  afterAll(() => mailed.stop());

  beforeEach(() => mailed.forget());

  it('gathers all that somebody owes on a day into one message, most urgent first', async () => {
    // Drafts were due on Friday 29 April 2022; Monday 2 May was a bank holiday.
    await at('2022-05-03T06:30');
    await remind();
    await remind();
    await gather(test);
    expect((await messages('owner')).slice(1)).toMatchObject([
      {
        kind: 'digest',
        occasion: '2022-05-03',
        state: 'waiting',
        sendAt: londonInstant('2022-05-03T08:00'),
      },
    ]);
    await deliver();
    expect(mail.received).toEqual([]);

    await at('2022-05-03T08:00');
    await deliver();
    const [email, ...more] = mailTo('owner');
    expect(more).toEqual([]);
    expect(subjectOf(email!)).toBe('2 to write: 2 overdue (the first was due on 29 April 2022)');
    expect(textOf(email!)).toContain('overdue by 1 working day: it was due on 29 April 2022');
    expect(textOf(email!)).toContain(`http://localhost/app/updates/${world.updateIds[0]}`);
    for (const channel of ['email', 'in_app']) {
      expect((await messages('owner', channel)).at(-1)).toMatchObject({ state: 'sent' });
    }
    expect(mailTo('lead')).toEqual([]);
  });

  it('drops what was done meanwhile, says so, and sends nothing when nothing is left', async () => {
    await at('2022-05-05T06:30');
    await remind();
    await gather(test);
    const [, , third] = world.updateIds;
    await draft(test, third!, world.people.secondOwner);
    await test.as(world.people.secondOwner, (act) =>
      test.app.get(SubmitUpdate).execute(act, third!, 1),
    );
    await at('2022-05-05T08:00');
    await deliver();
    expect(mailTo('secondOwner')).toEqual([]);
    expect((await messages('secondOwner')).at(-1)).toMatchObject({
      ...{ state: 'dropped', failure: 'Nothing in it was still to be told.' },
    });
    const whys = await test.dataSource.query<{ why: string }[]>(
      `SELECT mn.why FROM message_notices mn JOIN messages m ON m.id = mn.message_id
       WHERE m.person_id = $1 AND m.channel = 'email' AND m.occasion = '2022-05-05'`,
      [world.people.secondOwner],
    );
    expect(whys).toEqual([{ why: 'It was submitted meanwhile.' }]);
    // Three working days late: the leads of the chapter and, where it has none of its own, of the plan.
    expect(mailTo('chapterLead')).toHaveLength(1);
    expect(mailTo('lead')).toHaveLength(1);
  });

  it('tells of a return within minutes, with its reason, and gathers what follows at once', async () => {
    const [, , third] = world.updateIds;
    await at('2022-05-05T10:00');
    const [{ id: revisionId } = { id: '' }] = await test.dataSource.query<{ id: string }[]>(
      'SELECT latest_revision_id AS id FROM updates WHERE id = $1',
      [third],
    );
    await test.as(world.people.lead, (act) =>
      test.app.get(ReturnUpdate).execute(act, third!, revisionId, 'Say which month <it> is.'),
    );
    await heard();
    await gather(test);
    await at('2022-05-05T10:02');
    await deliver();
    expect(mailTo('secondOwner')).toEqual([]);
    await at('2022-05-05T10:04');
    await deliver();
    const [email] = mailTo('secondOwner');
    expect(subjectOf(email!)).toMatch(/^Answer what was returned to you: Commitment 3/);
    expect(textOf(email!)).toContain('> The lead: Say which month <it> is.');
    expect(textOf(email!)).toContain('Say which month &lt;it&gt; is.');
  });

  it('writes to nobody at night, at weekends or on bank holidays', async () => {
    await at('2022-06-01T18:58');
    await remindOf(test, world, 'owner', { rule: 'chased' });
    await gather(test);
    // 2 and 3 June 2022 were bank holidays, then came the weekend.
    expect((await messages('owner')).at(-1)).toMatchObject({
      ...{ kind: 'event', sendAt: londonInstant('2022-06-06T07:00') },
    });
    await at('2022-06-05T23:00');
    await deliver();
    expect(mailTo('owner')).toEqual([]);
    expect((await messages('owner', 'in_app')).at(-1)).toMatchObject({ state: 'sent' });
    await at('2022-06-06T07:00');
    await deliver();
    expect(mailTo('owner')).toHaveLength(1);
  });

  it('tells whoever covers an absent person, for whom it is', async () => {
    await at('2022-06-07T06:10');
    await test.as(world.people.administrator, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: world.people.owner, coverId: world.people.contributor },
        ...{ startsOn: '2022-06-07', endsOn: '2022-06-08', parts: ['drafting'] },
      }),
    );
    await remindOf(test, world, 'owner');
    await gather(test);
    await at('2022-06-07T08:00');
    await deliver();
    expect(mailTo('owner')).toEqual([]);
    expect(textOf(mailTo('contributor')[0]!)).toContain('For The owner, whom you cover');
  });

  it('lists in a digest all that its reader owes, whatever it reminds of', async () => {
    await at('2022-06-08T06:10');
    await remindOf(test, world, 'secondOwner', { updateId: world.updateIds[2]! });
    await remindOf(test, world, 'clearingOwner', { updateId: world.updateIds[3]! });
    await test.manager.query('UPDATE updates SET owner_id = $1 WHERE id = $2', [
      ...[world.people.secondOwner, world.updateIds[1]],
    ]);
    // A reminder of an earlier day, written only now because nothing ran then: the later one counts.
    await test.dataSource.query(
      `INSERT INTO notices (id, rule, occasion, subject_kind, subject_id, plan_id, round_id, person_id, audience, on_day, made_at)
       SELECT '00000000-0000-4000-8000-000000000001', 'return_waiting', '2', subject_kind, subject_id, plan_id, round_id, person_id,
         audience, '2022-05-09', made_at FROM notices WHERE subject_id = $1 AND on_day = '2022-06-08' AND rule = 'overdue'`,
      [world.updateIds[2]],
    );
    await gather(test);
    await at('2022-06-08T08:00');
    await deliver();
    const [email] = mailTo('secondOwner');
    expect(textOf(email!)).toContain('* Commitment 2');
    expect(textOf(email!)).toContain('* Commitment 3');
    expect(subjectOf(email!)).toContain('1 to write, 1 to answer: 2 overdue (the first ');
    expect(textOf(mailTo('clearingOwner')[0]!)).not.toContain('* Commitment 2');
    // What it listed besides was told as well, in the words of how it stood.
    const as = test.signIn(world.emailOf('secretariat'), PASSWORD);
    const { body } = await test.request('GET', `/api/rounds/${world.roundId}/reminded`, { as });
    const at8 = { rule: 'overdue', remindedAt: expect.stringMatching(/^2022-06-08T07:/) };
    expect(body).toMatchObject({
      updates: expect.arrayContaining([
        expect.objectContaining({ updateId: world.updateIds[1], ...at8 }),
        expect.objectContaining({ updateId: world.updateIds[2], ...at8 }),
      ]),
      days: expect.arrayContaining([{ day: '2022-06-08', people: 2, updates: 3 }]),
    });
  });

  describe('what waits for another day', () => {
    const AWAY = 'They are away that day: whoever covers them is told instead.';
    const coverOwner = (startsOn: string, endsOn: string): Promise<string> =>
      test.as(world.people.administrator, (act) =>
        test.app.get(SetCover).execute(act, {
          ...{ absentId: world.people.owner, coverId: world.people.contributor },
          ...{ startsOn, endsOn, parts: ['drafting'] },
        }),
      );
    const newest = async (person: WorldPerson, channel?: string): Promise<Kept> =>
      (await messages(person, channel)).at(-1)!;

    it('goes to whoever covers its reader on the day on which it is sent', async () => {
      await at('2022-06-10T18:58');
      await remindOf(test, world, 'owner', { rule: 'chased' });
      await gather(test);
      await at('2022-06-11T12:00');
      await deliver();
      await coverOwner('2022-06-13', '2022-06-14');
      await at('2022-06-13T07:00');
      await deliver();
      await at('2022-06-13T07:03:01');
      await deliver();
      expect(mailTo('owner')).toEqual([]);
      expect(await newest('owner')).toMatchObject({ state: 'dropped', failure: AWAY });
      expect(mailTo('contributor')).toHaveLength(1);
      expect(textOf(mailTo('contributor')[0]!)).toContain('For The owner, whom you cover');
      const as = test.signIn(world.emailOf('secretariat'), PASSWORD);
      const { id } = await newest('owner');
      expect((await test.request('GET', `/api/messages/${id}`, { as })).body).toMatchObject({
        rules: ['chased'],
        dropped: [{ reasons: [{ rule: 'chased', why: AWAY, count: 1 }] }],
      });
    });

    it('names what it does not tell of once, with how often and why', async () => {
      await at('2022-06-15T18:58');
      const [first, second] = world.updateIds as [string, string];
      for (const [rule, updateId] of [
        ['chased', first],
        ['chased', first],
        ['returned', first],
        ['chased', second],
      ] as const) {
        await remindOf(test, world, 'owner', { rule, updateId });
      }
      await gather(test);
      const coverId = await coverOwner('2022-06-16', '2022-06-16');
      await at('2022-06-16T07:00');
      await deliver();
      await at('2022-06-16T07:03:01');
      await deliver();
      const as = test.signIn(world.emailOf('secretariat'), PASSWORD);
      const { id } = await newest('owner');
      const { body } = await test.request('GET', `/api/messages/${id}`, { as });
      expect(body['dropped']).toEqual([
        {
          title: 'Commitment 1',
          reasons: [
            { rule: 'chased', why: AWAY, count: 2 },
            { rule: 'returned', why: expect.any(String), count: 1 },
          ],
        },
        { title: 'Commitment 2', reasons: [{ rule: 'chased', why: AWAY, count: 1 }] },
      ]);
      await test.as(world.people.administrator, (act) =>
        test.app.get(EndCover).execute(act, coverId),
      );
    });

    it('goes back to whoever is there again', async () => {
      await at('2022-06-17T18:58');
      const coverId = await coverOwner('2022-06-20', '2022-06-20');
      const before = (await messages('owner')).length;
      await remindOf(test, world, 'owner', { rule: 'chased' });
      await gather(test);
      expect(await messages('owner')).toHaveLength(before);
      for (const channel of ['email', 'in_app']) {
        expect(await newest('contributor', channel)).toMatchObject({ state: 'waiting' });
      }
      await at('2022-06-19T12:00');
      await test.as(world.people.administrator, (act) =>
        test.app.get(EndCover).execute(act, coverId),
      );
      await at('2022-06-20T07:00');
      await deliver();
      await at('2022-06-20T07:03:01');
      await deliver();
      expect(mailTo('contributor')).toEqual([]);
      expect(mailTo('owner')).toHaveLength(1);
      expect(textOf(mailTo('owner')[0]!)).not.toContain('whom you cover');
    });

    it('is nobody else’s as long as it may have arrived', async () => {
      await at('2022-06-21T09:00');
      await remindOf(test, world, 'owner', { rule: 'chased' });
      await gather(test);
      await at('2022-06-21T09:03:01');
      answers('message', 'drop');
      await deliver();
      await coverOwner('2022-06-21', '2022-06-21');
      await test.dataSource.query(`UPDATE messages SET try_at = clock_timestamp()
        WHERE state = 'waiting' AND channel = 'email'`);
      await deliver();
      expect(mailTo('owner')).toHaveLength(1);
      const { id, state } = await newest('owner');
      expect(state).toBe('unknown');
      const as = test.signIn(world.emailOf('secretariat'), PASSWORD);
      await test.request('POST', `/api/messages/${id}/send-again`, { as });
      await deliver();
      await at('2022-06-21T09:10');
      await deliver();
      expect(mailTo('owner')).toHaveLength(1);
      expect(mailTo('contributor')).toHaveLength(1);
    });

    it('is one message a day, also when yesterday’s could not go', async () => {
      for (const day of ['2022-06-22', '2022-06-23']) {
        await at(`${day}T06:30`);
        await remindOf(test, world, 'secondOwner', { updateId: world.updateIds[2]! });
        await gather(test);
      }
      await at('2022-06-23T08:00');
      await deliver();
      expect(mailTo('secondOwner')).toHaveLength(1);
      for (const channel of ['email', 'in_app']) {
        expect((await messages('secondOwner', channel)).slice(-2)).toMatchObject([
          {
            ...{ occasion: '2022-06-22', state: 'dropped', failure: LATE },
          },
          { occasion: '2022-06-23', state: 'sent' },
        ]);
      }
    });

    describe('sent again by hand on a later day', () => {
      const third = (): { updateId: string } => ({ updateId: world.updateIds[2]! });
      const digestOf = async (day: string): Promise<Kept> =>
        (await messages('secondOwner')).find(
          ({ kind, occasion }) => kind === 'digest' && occasion === day,
        )!;
      /** The mail server refuses the digest of that day. */
      const failOn = async (day: string, rule = 'overdue'): Promise<string> => {
        await at(`${day}T06:30`);
        await remindOf(test, world, 'secondOwner', { rule, ...third() });
        await gather(test);
        mail.answerTo = (stage, to) =>
          stage === 'rcpt' && to === world.emailOf('secondOwner')
            ? { code: 550, words: 'No such user' }
            : undefined;
        await at(`${day}T08:00`);
        await deliver();
        mailed.forget();
        const { id, state } = await digestOf(day);
        expect(state).toBe('failed');
        return id;
      };
      const sendAgain = async (id: string): Promise<void> => {
        const as = test.signIn(world.emailOf('secretariat'), PASSWORD);
        await test.request('POST', `/api/messages/${id}/send-again`, { as });
        await deliver();
      };

      it('goes with the digest of that day', async () => {
        const id = await failOn('2022-06-24');
        await at('2022-06-27T06:30');
        await remindOf(test, world, 'secondOwner', third());
        await gather(test);
        await at('2022-06-27T07:30');
        await sendAgain(id);
        expect(mailTo('secondOwner')).toEqual([]);
        expect(await digestOf('2022-06-24')).toMatchObject({ id, state: 'dropped', failure: LATE });
        await at('2022-06-27T08:00');
        await deliver();
        expect(mailTo('secondOwner')).toHaveLength(1);
      });

      it('is not said again when that day’s has gone and says it', async () => {
        const id = await failOn('2022-06-28');
        await at('2022-06-29T06:30');
        await remindOf(test, world, 'secondOwner', third());
        await gather(test);
        await at('2022-06-29T08:00');
        await deliver();
        await sendAgain(id);
        await at('2022-06-30T08:00');
        await deliver();
        expect(mailTo('secondOwner')).toHaveLength(1);
        expect(await digestOf('2022-06-28')).toMatchObject({
          ...{ state: 'dropped', failure: 'The day’s message says it already.' },
        });
      });

      it('goes with the next when that day’s has gone and does not say it', async () => {
        const id = await failOn('2022-06-30', 'edited');
        await at('2022-07-01T06:30');
        await remindOf(test, world, 'secondOwner', third());
        await gather(test);
        await at('2022-07-01T08:00');
        await deliver();
        await sendAgain(id);
        expect(mailTo('secondOwner')).toHaveLength(1);
        expect(await digestOf('2022-06-30')).toMatchObject({ state: 'dropped', failure: LATE });
        await at('2022-07-04T08:00');
        await deliver();
        const [, next, ...more] = mailTo('secondOwner');
        expect(more).toEqual([]);
        expect(textOf(next!)).toContain('A lead edited your text');
      });

      it('goes by itself on its own day, and not on another while it may have arrived', async () => {
        await sendAgain(await failOn('2022-07-05'));
        expect(mailTo('secondOwner')).toHaveLength(1);
        expect(textOf(mailTo('secondOwner')[0]!)).toContain('* Commitment 2');

        await at('2022-07-06T06:30');
        await remindOf(test, world, 'secondOwner', third());
        await gather(test);
        answers('message', 'drop');
        await at('2022-07-06T08:00');
        await deliver();
        await test.dataSource.query(
          `UPDATE messages SET try_at = clock_timestamp() WHERE state = 'waiting'`,
        );
        await at('2022-07-07T07:00');
        await deliver();
        expect(mailTo('secondOwner')).toHaveLength(2);
        expect(await digestOf('2022-07-06')).toMatchObject({
          ...{ state: 'unknown', failure: expect.stringContaining('its day has passed') },
        });
      });
    });
  });

  it('are read by who answers for anything they list, as far as that', async () => {
    const { people, planId } = world;
    const other = await addPlan(test, world);
    await heard();
    await gather(test);
    await give(test, people.stranger, { role: 'secretariat', planId: other.planId });
    await give(test, people.boardMember, { role: 'secretariat', planId });
    await at('2022-07-11T06:30');
    await remindOf(test, world, 'secondOwner', { updateId: world.updateIds[2]! });
    await gather(test);
    await at('2022-07-11T08:00');
    await deliver();
    const query = `?kind=digest&channel=email&personId=${people.secondOwner}`;
    const read = async (person: WorldPerson): Promise<Record<string, unknown>> => {
      const as = test.signIn(world.emailOf(person), PASSWORD);
      const { body } = await test.request('GET', `/api/messages${query}`, { as });
      const [{ id }] = body['data'] as [{ id: string }];
      return (await test.request('GET', `/api/messages/${id}`, { as })).body;
    };
    const linesOf = ({ groups }: Record<string, unknown>): { roundId: string }[] =>
      (groups as { lines: { roundId: string }[] }[]).flatMap(({ lines }) => lines);
    const whole = await read('secretariat');
    expect(whole).toMatchObject({
      subject: expect.stringMatching(/^2 to write, 1 to answer/),
      isShortened: false,
    });
    // Its subject counts what is not theirs.
    for (const [person, roundId, count] of [
      ['boardMember', world.roundId, 2],
      ['stranger', other.roundId, 1],
    ] as const) {
      const message = await read(person);
      expect(message).toMatchObject({ id: whole['id'], isShortened: true, rules: ['overdue'] });
      expect(message).not.toHaveProperty('subject');
      expect(linesOf(message).map((line) => line.roundId)).toEqual(Array(count).fill(roundId));
      expect(linesOf(message)[0]).toMatchObject({ place: 'A plan, 2021/22 Quarter 4 update' });
    }
  });

  it('are said to come by email at a time, as there is a mail server', async () => {
    await at('2022-07-11T18:58');
    const as = test.signIn(world.emailOf('secretariat'), PASSWORD);
    const { body } = await test.request('GET', '/api/inbox/settings', { as });
    expect(body).toMatchObject({ soonestEmailAt: '2022-07-12T06:00:00.000Z' });
  });

  it('go at the time that their reader chooses meanwhile', async () => {
    const as = test.signIn(world.emailOf('owner'), PASSWORD);
    const choose = async (digestAt: string): Promise<void> => {
      const { body } = await test.request('GET', '/api/inbox/settings', { as });
      const { version } = body as { version: number };
      const settings = { digestAt, inAppOnly: [], version };
      const answer = await test.request('PUT', '/api/inbox/settings', { as, body: settings });
      expect(answer.status).toBe(200);
    };
    await at('2022-07-12T06:30');
    await remindOf(test, world, 'owner');
    await gather(test);
    await choose('10:30');
    await at('2022-07-12T08:00');
    await deliver();
    expect(mailTo('owner')).toEqual([]);
    await at('2022-07-12T09:00');
    await choose('08:30');
    await deliver();
    expect(mailTo('owner')).toHaveLength(1);
    await choose('08:00');
  });

  it('bring no email of what their reader chooses meanwhile to be told of in the app only', async () => {
    const as = test.signIn(world.emailOf('owner'), PASSWORD);
    const choose = async (inAppOnly: string[]): Promise<void> => {
      const { body } = await test.request('GET', '/api/inbox/settings', { as });
      const { version } = body as { version: number };
      const settings = { digestAt: '08:00', inAppOnly, version };
      const answer = await test.request('PUT', '/api/inbox/settings', { as, body: settings });
      expect(answer.status).toBe(200);
    };
    await at('2022-07-13T06:30');
    await remindOf(test, world, 'owner', { rule: 'edited' });
    await gather(test);
    await choose(['edited']);
    await at('2022-07-13T08:00');
    await deliver();
    expect(mailTo('owner')).toEqual([]);
    expect((await messages('owner')).at(-1)).toMatchObject({
      ...{ occasion: '2022-07-13', state: 'dropped' },
    });
    expect((await messages('owner', 'in_app')).at(-1)).toMatchObject({
      ...{ occasion: '2022-07-13', state: 'sent' },
    });
    await choose([]);
  });

  it('fails in the end, in the provider’s words, when it is put off from day to day', async () => {
    const toThird = world.emailOf('secondOwner');
    const digests = async (): Promise<Kept[]> =>
      (await messages('secondOwner')).filter(
        ({ kind, occasion }) => kind === 'digest' && occasion > '2022-07-12',
      );
    await at('2022-07-13T06:30');
    await remindOf(test, world, 'secondOwner', { updateId: world.updateIds[2]! });
    await gather(test);
    mail.answerTo = (stage, to) =>
      stage === 'rcpt' && to === toThird ? { code: 452, words: 'Mailbox full' } : undefined;
    const tryAgain = async (): Promise<void> => {
      await test.dataSource.query(
        `UPDATE messages SET try_at = clock_timestamp() WHERE state = 'waiting'`,
      );
      await deliver();
    };
    for (const day of ['2022-07-13', '2022-07-14', '2022-07-15']) {
      await at(`${day}T08:00`);
      // What is passed on goes in the next turn.
      for (let attempt = 0; attempt < 4; attempt += 1) await tryAgain();
    }
    const [first, ...later] = await digests();
    expect(first).toMatchObject({ occasion: '2022-07-13', state: 'dropped', failure: LATE });
    expect(later.at(-1)).toMatchObject({
      state: 'failed',
      failure: expect.stringMatching(/^Given up after 9 attempts\..*Mailbox full/),
    });
  });

  it('are worded by one at a time: who comes second is told who was first', async () => {
    const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    const body = { kind: 'event', subject: '{{summary}}', opening: 'A', closing: '', version: 0 };
    const save = () => test.request('PUT', '/api/message-templates', { as, body });
    const [one, other] = await Promise.all([save(), save()]);
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    const refused = one.status === 409 ? one : other;
    expect(refused.body).toMatchObject({ code: 'record.changed_meanwhile' });
  });
});
