import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { londonInstant } from '../../../src/common/dates.js';
import { SettleEmail } from '../../../src/modules/notifications/actions/settle-email.js';
import { MessageCourier } from '../../../src/modules/notifications/message-courier.js';
import { Acts } from '../../../src/modules/audit/index.js';
import { ReminderSweep } from '../../../src/modules/reminders/index.js';
import { ReturnUpdate, SubmitUpdate } from '../../../src/modules/updates/index.js';
import { Outbox } from '../../../src/platform/queue/outbox.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import { gather, remindOf } from '../../builders/messages.js';
import { buildWorld, draft, type World, type WorldPerson } from '../../builders/world.js';
import {
  TestMailServer,
  type ReceivedMail,
  type SmtpAnswer,
  type SmtpStage,
} from '../../support/mail-server.js';
import { TestApp } from '../../support/test-app.js';

interface Kept {
  id: string;
  person: string;
  channel: string;
  kind: string;
  occasion: string;
  state: string;
  subject: string | null;
  failure: string | null;
  sendAt: Date;
}

const decoded = (words: string): string =>
  Buffer.from(
    words
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
/** Both parts, without the encoding and the boundaries of their letter. */
const textOf = ({ raw }: ReceivedMail): string =>
  decoded(raw.slice(raw.indexOf('\r\n\r\n'))).replace(/^--.*$/gm, '');
const subjectOf = ({ raw }: ReceivedMail): string =>
  (/^Subject: (.*(?:\r\n .*)*)/m.exec(raw)?.[1] ?? '').replace(/\r\n /g, ' ');

describe('messages', () => {
  let test: TestApp;
  let world: World;
  let mail: TestMailServer;

  const at = (wallClock: string): Promise<void> => test.setClock(londonInstant(wallClock));
  const deliver = (): Promise<void> => test.app.get(MessageCourier).deliver();
  const remind = (): Promise<void> => test.app.get(ReminderSweep).run();
  const heard = async (): Promise<void> => {
    const outbox = test.app.get(Outbox);
    await outbox.sweep();
    // What the queue would deliver, delivered here and now.
    await outbox['takeUp']();
  };
  const messages = (person: WorldPerson, channel = 'email'): Promise<Kept[]> =>
    test.dataSource.query<Kept[]>(
      `SELECT m.id, p.name AS person, m.channel, m.kind, m.occasion, m.state, m.subject, m.failure, m.send_at AS "sendAt"
       FROM messages m JOIN people p ON p.id = m.person_id
       WHERE m.person_id = $1 AND m.channel = $2 ORDER BY m.send_at, m.id`,
      [world.people[person], channel],
    );
  const mailTo = (person: WorldPerson): ReceivedMail[] =>
    mail.received.filter(({ to }) => to === world.emailOf(person));
  /** What the server does at this stage, once each; then it takes everything. */
  const answers = (stage: SmtpStage, ...given: SmtpAnswer[]): void => {
    mail.answerTo = (asked) => (asked === stage ? given.shift() : undefined);
  };

  beforeAll(async () => {
    mail = await TestMailServer.start();
    test = await TestApp.start({
      mail: {
        ...{
          provider: 'smtp',
          host: '127.0.0.1',
          port: mail.port,
          isSecure: false,
          isTlsRequired: false,
        },
        from: { name: 'Action plan updates', address: 'updates@example.org' },
      },
    });
    world = await buildWorld(test);
    await heard();
    // The round has opened, and everybody was told.
    await at('2022-04-28T09:00');
    await gather(test);
    await at('2022-04-28T09:05');
    await deliver();
    expect(mailTo('owner').map(subjectOf)).toEqual([
      '2 things for you: the first due on 29 April 2022',
    ]);
  }, 60_000);

  afterAll(async () => {
    await test.stop();
    await mail.stop();
  });

  beforeEach(() => {
    mail.received.length = 0;
    mail.answerTo = () => undefined;
  });

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
    expect(subjectOf(email!)).toBe('2 things for you: 2 overdue');
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
    await gather(test);
    await at('2022-06-08T08:00');
    await deliver();
    const [email] = mailTo('secondOwner');
    expect(textOf(email!)).toContain('* Commitment 2');
    expect(textOf(email!)).toContain('* Commitment 3');
    expect(subjectOf(email!)).toBe('2 things for you: 2 overdue');
    expect(textOf(mailTo('clearingOwner')[0]!)).not.toContain('* Commitment 2');
  });

  describe('what a provider answers', () => {
    let minutes = 0;
    const chaseOwner = async (): Promise<void> => {
      minutes += 10;
      await at(`2022-06-09T09:${minutes}`);
      await remindOf(test, world, 'owner', { rule: 'chased' });
      await gather(test);
      await test.dataSource.query(`UPDATE messages SET send_at = $1 WHERE state = 'waiting'`, [
        test.now,
      ]);
    };
    const retryNow = (): Promise<unknown> =>
      test.dataSource.query(
        `UPDATE messages SET try_at = clock_timestamp() WHERE state = 'waiting'`,
      );
    const last = async (): Promise<Kept> => (await messages('owner')).at(-1)!;

    it('tries again later, and keeps one message', async () => {
      await chaseOwner();
      answers('rcpt', { code: 451, words: 'Try again' });
      await deliver();
      expect(await last()).toMatchObject({
        state: 'waiting',
        failure: expect.stringContaining('Try again'),
      });
      await retryNow();
      await deliver();
      expect(mailTo('owner')).toHaveLength(1);
      expect(await last()).toMatchObject({ state: 'sent', failure: null });
    });

    it('stops at an address that is refused, until somebody sends it again', async () => {
      await chaseOwner();
      answers('rcpt', { code: 550, words: 'No such user' });
      await deliver();
      const failed = await last();
      expect(failed).toMatchObject({
        state: 'failed',
        failure: expect.stringContaining('No such user'),
      });
      await deliver();
      expect(mail.received).toEqual([]);
      const as = test.signIn(world.emailOf('secretariat'), 'a password for tests');
      const answer = await test.request('POST', `/api/messages/${failed.id}/send-again`, { as });
      expect(answer).toMatchObject({ status: 200, body: { state: 'waiting' } });
      await deliver();
      expect(mailTo('owner')).toHaveLength(1);
      expect(await last()).toMatchObject({ state: 'sent' });
    });

    it('repeats once what may have been lost, under the same id, and then asks a person', async () => {
      await chaseOwner();
      answers('message', 'drop', 'drop');
      await deliver();
      await retryNow();
      await deliver();
      await retryNow();
      await deliver();
      expect(mailTo('owner')).toHaveLength(2);
      const [one, other] = mailTo('owner');
      expect(other!.messageId).toBe(one!.messageId);
      expect(textOf(other!)).toBe(textOf(one!));
      expect((await last()).state).toBe('unknown');
    });

    it('repeats what a dead sender had handed over, and simply sends what it had not', async () => {
      await chaseOwner();
      const { id } = await last();
      const die = (handedAt: string | null): Promise<unknown> =>
        test.dataSource.query(
          `UPDATE messages SET state = 'sending', attempts = attempts + 1, subject = 'S', body = '{"opening":"","groups":[],"closing":""}',
             lease_until = clock_timestamp() - interval '1 second', handed_at = $2 WHERE id = $1`,
          [id, handedAt],
        );
      const release = (): Promise<number> =>
        test.app.get(Acts).perform(null, (act) => test.app.get(SettleEmail).release(act));
      for (let death = 0; death < 3; death += 1) {
        await die(null);
        expect(await release()).toBe(1);
      }
      expect((await last()).state).toBe('waiting');
      await die('2022-06-09T09:00:00Z');
      await release();
      await deliver();
      expect(mailTo('owner').map((email) => email.messageId)).toEqual([`${id}@localhost`]);
      expect((await last()).state).toBe('sent');
    });

    it('pauses while the provider is away, and goes on by itself', async () => {
      await chaseOwner();
      answers('mail', { code: 421, words: 'Closed for now' });
      await deliver();
      await deliver();
      expect(mail.received).toEqual([]);
      expect(await last()).toMatchObject({
        state: 'waiting',
        failure: expect.stringContaining('Closed for now'),
      });
      const as = test.signIn(world.emailOf('secretariat'), 'a password for tests');
      const { body } = await test.request('GET', '/api/messages/overview', { as });
      expect(body).toMatchObject({
        provider: 'smtp',
        outage: { words: expect.stringContaining('Closed for now') },
      });
      await test.dataSource.query('UPDATE mail_pauses SET try_at = clock_timestamp()');
      await deliver();
      expect(mailTo('owner')).toHaveLength(1);
      const after = await test.request('GET', '/api/messages/overview', { as });
      expect(after.body).not.toHaveProperty('outage');
    });
  });
});
