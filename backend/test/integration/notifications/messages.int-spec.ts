import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { londonInstant } from '../../../src/common/dates.js';
import { SettleEmail } from '../../../src/modules/notifications/actions/settle-email.js';
import { MessageCourier } from '../../../src/modules/notifications/message-courier.js';
import { Acts } from '../../../src/modules/audit/index.js';
import { MailPause } from '../../../src/modules/notifications/mail-pause.js';
import { MessageSweep } from '../../../src/modules/notifications/message-sweep.js';
import { PrepareMessages } from '../../../src/modules/notifications/actions/prepare-messages.js';
import { ReminderSweep } from '../../../src/modules/reminders/index.js';
import { ReturnUpdate, SubmitUpdate } from '../../../src/modules/updates/index.js';
import { CONFIG } from '../../../src/platform/config/tokens.js';
import { NotifyProvider } from '../../../src/platform/mail/notify-provider.js';
import { EndCover, SetCover } from '../../../src/modules/identity/index.js';
import { gather, hear, remindOf } from '../../builders/messages.js';
import { buildWorld, draft, type World, type WorldPerson } from '../../builders/world.js';
import {
  TestMailServer,
  type ReceivedMail,
  type SmtpAnswer,
  type SmtpStage,
} from '../../support/mail-server.js';
import { TinyNotify } from '../../support/notify-server.js';
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
  const heard = (): Promise<void> => hear(test);
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
    expect(subjectOf(email!)).toBe(
      '2 things for you: 2 overdue (the first was due on 29 April 2022)',
    );
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
    expect(subjectOf(email!)).toContain('2 things for you: 2 overdue (the first was due on ');
    expect(textOf(mailTo('clearingOwner')[0]!)).not.toContain('* Commitment 2');
  });

  describe('what a provider answers', () => {
    let minutes = 0;
    const chaseOwner = async (): Promise<void> => {
      minutes += 1;
      await at(`2022-06-09T09:${10 + minutes}`);
      await remindOf(test, world, 'owner', { rule: 'chased' });
      await gather(test);
      await test.dataSource.query(`UPDATE messages SET send_at = $1 WHERE is_open`, [test.now]);
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

    /** As if whoever sent it had died, before or after handing it over. */
    const die = (id: string, handedAt: string | null = null): Promise<unknown> =>
      test.dataSource.query(
        `UPDATE messages SET state = 'sending', is_open = false, attempts = attempts + 1, subject = 'S',
           body = '{"opening":"","groups":[],"closing":""}',
           lease_until = clock_timestamp() - interval '1 second', handed_at = $2 WHERE id = $1`,
        [id, handedAt],
      );
    const release = (id: string): Promise<boolean> =>
      test.app.get(Acts).perform(null, (act) => test.app.get(SettleEmail).release(act, id));
    const stateOf = async (id: string): Promise<string> =>
      (await messages('owner')).find((message) => message.id === id)!.state;
    /** The database refuses this message's next step, as if something in it were broken. */
    const refusing = async (table: string, where: string, work: () => Promise<void>) => {
      await test.dataSource.query(
        `CREATE FUNCTION refuse_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
         CREATE TRIGGER tr_refuse_step BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW WHEN (${where}) EXECUTE FUNCTION refuse_step()`,
      );
      try {
        await work();
      } finally {
        await test.dataSource.query(
          `DROP TRIGGER tr_refuse_step ON ${table}; DROP FUNCTION refuse_step()`,
        );
      }
    };

    it('repeats what a dead sender had handed over, and simply sends what it had not', async () => {
      await chaseOwner();
      const { id } = await last();
      for (let death = 0; death < 3; death += 1) {
        await die(id);
        // What happens meanwhile opens a burst of its own, and goes into no other any more.
        await chaseOwner();
        expect(await release(id)).toBe(true);
      }
      const [first, second, ...more] = (await messages('owner')).filter(
        ({ state }) => state === 'waiting',
      );
      expect(more).toEqual([]);
      expect([first!.id, second!.id]).toContain(id);
      const counts = await test.dataSource.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM message_notices WHERE message_id = ANY($1) GROUP BY message_id ORDER BY 1`,
        [[first!.id, second!.id]],
      );
      expect(counts.map(({ count }) => count)).toEqual([1, 3]);
      await die(id, '2022-06-09T09:00:00Z');
      await release(id);
      await deliver();
      expect(
        mailTo('owner')
          .map((email) => email.messageId)
          .sort(),
      ).toEqual([`${first!.id}@localhost`, `${second!.id}@localhost`].sort());
      expect(await stateOf(id)).toBe('sent');
    });

    it('takes no notice into a message that was taken to be told, whoever asks', async () => {
      const { id } = await last();
      await expect(
        test.dataSource.query(
          `INSERT INTO message_notices (notice_id, channel, message_id) SELECT gen_random_uuid(), 'email', $1`,
          [id],
        ),
      ).rejects.toThrow('takes no more notices');
      await chaseOwner();
      await die((await last()).id);
      await expect(
        test.dataSource.query(
          `UPDATE messages SET state = 'waiting', lease_until = NULL, is_open = true WHERE id = $1`,
          [(await last()).id],
        ),
      ).rejects.toThrow('never changed');
      await release((await last()).id);
      await deliver();
    });

    it('sends nothing of somebody who slept while another took over', async () => {
      await chaseOwner();
      const take = () =>
        test.app
          .get(Acts)
          .perform(null, (act) => test.app.get(PrepareMessages).execute(act, 'email', 1));
      const slept = (await take()).emails[0]!;
      const expire = `UPDATE messages SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`;
      await test.dataSource.query(expire, [slept.id]);
      await release(slept.id);
      const awake = (await take()).emails[0]!;
      expect(awake.id).toBe(slept.id);
      const courier = test.app.get(MessageCourier);
      expect(await courier['send'](slept)).toBeUndefined();
      expect(mailTo('owner')).toEqual([]);
      expect(await courier['send'](awake)).toMatchObject({ outcome: 'accepted' });
      expect(mailTo('owner')).toHaveLength(1);
      expect(await stateOf(awake.id)).toBe('sent');
    });

    it('releases what it can, and adds the lanes, when one cannot be released', async () => {
      await chaseOwner();
      const broken = await last();
      await die(broken.id);
      await chaseOwner();
      const whole = await last();
      await die(whole.id);
      await chaseOwner();
      await test.dataSource.query(`TRUNCATE bullmq.job CASCADE`);
      const sweep = test.app.get(MessageSweep);
      await refusing('messages', `NEW.id = '${broken.id}' AND NEW.state = 'waiting'`, async () => {
        await expect(sweep.run()).rejects.toThrow('broken');
      });
      expect(await stateOf(whole.id)).toBe('waiting');
      expect(await stateOf(broken.id)).toBe('sending');
      const [lanes] = await test.dataSource.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM bullmq.job WHERE name = 'DeliverMessages'`,
      );
      expect(lanes!.count).toBeGreaterThan(0);
      await sweep.run();
      expect(await stateOf(broken.id)).toBe('waiting');
      await deliver();
      expect(mailTo('owner')).toHaveLength(3);
    });

    it('sends nothing that the provider may have while it cannot be asked', async () => {
      const notify = await TinyNotify.start();
      const { apiKey, templateId, baseUrl } = notify;
      const provider = new NotifyProvider({ provider: 'notify', apiKey, templateId, baseUrl }, 400);
      const courier = new MessageCourier(
        ...([test.dataSource, test.app.get(Acts), test.app.get(PrepareMessages)] as const),
        ...([test.app.get(SettleEmail), test.app.get(MailPause), test.app.get(CONFIG)] as const),
        provider,
      );
      await chaseOwner();
      const { id } = await last();
      notify.answerTo = () => 'lost';
      await courier.deliver();
      notify.answerTo = () => undefined;
      notify.isDeaf = true;
      await retryNow();
      await courier.deliver();
      expect(await last()).toMatchObject({ id, state: 'waiting' });
      expect(await test.app.get(MailPause).state()).toBe('away');
      notify.isDeaf = false;
      await test.dataSource.query('UPDATE mail_pauses SET try_at = clock_timestamp()');
      await courier.deliver();
      expect(await last()).toMatchObject({ id, state: 'sent' });
      expect(notify.taken.map(({ reference }) => reference)).toEqual([id]);
      expect(await test.app.get(MailPause).state()).toBe('well');
      await provider.close();
      await notify.stop();
    });

    /** At each attempt: said on a connection that was kept, or found when it is made anew. */
    const CLOSED = /Closed for now|No connection to the mail server/;
    const closeMail = (): void => {
      mail.answerTo = (stage) =>
        stage === 'mail' ? { code: 421, words: 'Closed for now' } : undefined;
    };

    it('pauses while the provider is away, and goes on by itself', async () => {
      await chaseOwner();
      const first = await last();
      closeMail();
      await deliver();
      await deliver();
      expect(mail.received).toEqual([]);
      expect(await last()).toMatchObject({
        state: 'waiting',
        failure: expect.stringMatching(CLOSED),
      });
      // Asked for again meanwhile: another burst, which is open while the first is tried and put back.
      await chaseOwner();
      const second = await last();
      expect(second.id).not.toBe(first.id);
      await test.dataSource.query('UPDATE mail_pauses SET try_at = clock_timestamp()');
      await deliver();
      expect(await stateOf(first.id)).toBe('waiting');
      expect(await stateOf(second.id)).toBe('waiting');
      mail.answerTo = () => undefined;
      const as = test.signIn(world.emailOf('secretariat'), 'a password for tests');
      const { body } = await test.request('GET', '/api/messages/overview', { as });
      expect(body).toMatchObject({
        provider: 'smtp',
        outage: { words: expect.stringMatching(CLOSED) },
      });
      await test.dataSource.query('UPDATE mail_pauses SET try_at = clock_timestamp()');
      await deliver();
      expect(mailTo('owner')).toHaveLength(2);
      const after = await test.request('GET', '/api/messages/overview', { as });
      expect(after.body).not.toHaveProperty('outage');
    });

    it('asks with another message whether the provider is back, when one reader is answered so', async () => {
      await chaseOwner();
      await remindOf(test, world, 'secondOwner', { rule: 'chased', updateId: world.updateIds[2]! });
      await gather(test);
      await test.dataSource.query(`UPDATE messages SET send_at = $1 WHERE state = 'waiting'`, [
        test.now,
      ]);
      const ownersAlone = world.emailOf('owner');
      mail.answerTo = (stage, to) =>
        stage === 'rcpt' && to === ownersAlone ? { code: 421, words: 'Not now' } : undefined;
      await test.dataSource.query(
        `UPDATE messages SET send_at = send_at - interval '1 second' WHERE state = 'waiting' AND person_id = $1`,
        [world.people.owner],
      );
      await test.app.get(MailPause).begin('It was away.');
      for (let probe = 0; probe < 2; probe += 1) {
        await test.dataSource.query(
          'UPDATE mail_pauses SET try_at = clock_timestamp() WHERE failures > 0',
        );
        await deliver();
      }
      expect(mailTo('secondOwner')).toHaveLength(1);
      expect((await last()).state).toBe('waiting');
      mail.answerTo = () => undefined;
      await test.dataSource.query(
        'UPDATE mail_pauses SET try_at = clock_timestamp() WHERE failures > 0',
      );
      await deliver();
      await retryNow();
      await deliver();
      expect(mailTo('owner')).toHaveLength(1);
      expect(await test.app.get(MailPause).outage()).toBeUndefined();
    });

    it('pauses even when what became of an email cannot be noted', async () => {
      await chaseOwner();
      const { id } = await last();
      closeMail();
      await refusing('message_attempts', `NEW.message_id = '${id}'`, deliver);
      expect(await stateOf(id)).toBe('sending');
      expect(await test.app.get(MailPause).outage()).toMatchObject({ failures: 1 });
      mail.answerTo = () => undefined;
      await test.dataSource.query(
        `UPDATE messages SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`,
        [id],
      );
      await test.app.get(MessageSweep).run();
      await test.dataSource.query('UPDATE mail_pauses SET try_at = clock_timestamp()');
      await deliver();
      expect(mailTo('owner')).toHaveLength(1);
      expect(await stateOf(id)).toBe('sent');
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
      const as = test.signIn(world.emailOf('secretariat'), 'a password for tests');
      const { id } = await newest('owner');
      expect((await test.request('GET', `/api/messages/${id}`, { as })).body).toMatchObject({
        rules: ['chased'],
        dropped: [{ rule: 'chased', why: AWAY }],
      });
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
      const as = test.signIn(world.emailOf('secretariat'), 'a password for tests');
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
            ...{ occasion: '2022-06-22', state: 'dropped' },
            failure: 'Its day had passed: it goes with the next day’s message.',
          },
          { occasion: '2022-06-23', state: 'sent' },
        ]);
      }
    });
  });

  it('are worded by one at a time: who comes second is told who was first', async () => {
    const as = await test.signIn(world.emailOf('secretariat'), 'a password for tests');
    const body = { kind: 'event', subject: '{{summary}}', opening: 'A', closing: '', version: 0 };
    const save = () => test.request('PUT', '/api/message-templates', { as, body });
    const [one, other] = await Promise.all([save(), save()]);
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    const refused = one.status === 409 ? one : other;
    expect(refused.body).toMatchObject({ code: 'record.changed_meanwhile' });
  });
});
