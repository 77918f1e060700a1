import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { londonDate } from '../../../src/common/dates.js';
import { Acts } from '../../../src/modules/audit/index.js';
import { EndCover, SetCover } from '../../../src/modules/identity/index.js';
import { NoteUndelivered } from '../../../src/modules/notifications/actions/note-undelivered.js';
import { PrepareMessages } from '../../../src/modules/notifications/actions/prepare-messages.js';
import { SettleEmail } from '../../../src/modules/notifications/actions/settle-email.js';
import { MailPause } from '../../../src/modules/notifications/mail-pause.js';
import { MessageCourier } from '../../../src/modules/notifications/message-courier.js';
import { MessageSweep } from '../../../src/modules/notifications/message-sweep.js';
import { UndeliveredSweep } from '../../../src/modules/notifications/undelivered-sweep.js';
import { CONFIG } from '../../../src/platform/config/tokens.js';
import { NotifyProvider } from '../../../src/platform/mail/notify-provider.js';
import { MailedWorld, textOf, type Kept } from '../../builders/mailed-world.js';
import { gather, remindOf } from '../../builders/messages.js';
import { addPlan, type World, type WorldPerson } from '../../builders/world.js';
import type {
  ReceivedMail,
  SmtpAnswer,
  SmtpStage,
  TestMailServer,
} from '../../support/mail-server.js';
import { TinyNotify } from '../../support/notify-server.js';
import type { TestApp } from '../../support/test-app.js';

describe('what a provider answers', () => {
  let mailed: MailedWorld;
  let test: TestApp;
  let world: World;
  let mail: TestMailServer;

  const at = (wallClock: string): Promise<void> => mailed.at(wallClock);
  const deliver = (): Promise<void> => mailed.deliver();
  const messages = (person: WorldPerson): Promise<Kept[]> => mailed.messages(person);
  const mailTo = (person: WorldPerson): ReceivedMail[] => mailed.mailTo(person);
  const answers = (stage: SmtpStage, ...given: SmtpAnswer[]): void =>
    mailed.answers(stage, ...given);

  beforeAll(async () => {
    mailed = await MailedWorld.start();
    ({ test, world, mail } = mailed);
  }, 60_000);

  afterAll(() => mailed.stop());

  beforeEach(() => mailed.forget());

  let minutes = 0;
  const chaseOwner = async (): Promise<void> => {
    minutes += 1;
    await at(`2022-06-09T09:${10 + minutes}`);
    await remindOf(test, world, 'owner', { rule: 'chased' });
    await gather(test);
    await test.dataSource.query(`UPDATE messages SET send_at = $1 WHERE is_open`, [test.now]);
  };
  const retryNow = (): Promise<unknown> =>
    test.dataSource.query(`UPDATE messages SET try_at = clock_timestamp() WHERE state = 'waiting'`);
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
    const { secretariat, stranger } = world.people;
    const today = londonDate(test.now);
    const coverId = await test.as(secretariat, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: secretariat, coverId: stranger, parts: ['secretariat'] },
        ...{ startsOn: today, endsOn: today },
      }),
    );
    const as = test.signIn(world.emailOf('stranger'), 'a password for tests');
    const answer = await test.request('POST', `/api/messages/${failed.id}/send-again`, { as });
    expect(answer).toMatchObject({ status: 200, body: { state: 'waiting' } });
    await test.as(secretariat, (act) => test.app.get(EndCover).execute(act, coverId));
    const [entry] = await test.manager.query<object[]>(
      `SELECT actor_id AS by, on_behalf_of_id AS "forWhom" FROM audit_entries
       WHERE kind = 'message.sent_again' ORDER BY seq DESC LIMIT 1`,
    );
    expect(entry).toEqual({ by: stranger, forWhom: secretariat });
    await deliver();
    expect(mailTo('owner')).toHaveLength(1);
    expect(await last()).toMatchObject({ state: 'sent' });
  });

  it('tries an address that was refused no more, until it is corrected or one is sent again', async () => {
    const figures = async (): Promise<unknown> => {
      const as = test.signIn(world.emailOf('secretariat'), 'a password for tests');
      const { body } = await test.request('GET', '/api/messages/overview', { as });
      const { failed = 0, held = 0 } = body['counts'] as Record<string, number>;
      return { failed, held };
    };
    const attempts: string[] = [];
    const refuse = (): void => {
      mail.answerTo = (stage, to) => {
        if (stage === 'rcpt') attempts.push(to!);
        return stage === 'rcpt' ? { code: 550, words: 'No such user' } : undefined;
      };
    };
    refuse();
    for (const [state, failure] of [
      ['failed', 'No such user'],
      ['held', 'was refused before'],
      ['held', 'was refused before'],
    ]) {
      await chaseOwner();
      await deliver();
      expect(await last()).toMatchObject({ state, failure: expect.stringContaining(failure!) });
    }
    expect(attempts).toHaveLength(1);
    expect(await figures()).toEqual({ failed: 1, held: 2 });
    const inApp = (await mailed.messages('owner', 'in_app')).slice(-3);
    expect(inApp.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);

    // It is tried anew, and refused anew.
    const again = async (): Promise<void> => {
      const as = test.signIn(world.emailOf('secretariat'), 'a password for tests');
      const { id } = await last();
      await test.request('POST', `/api/messages/${id}/send-again`, { as });
      await deliver();
    };
    await again();
    await chaseOwner();
    await deliver();
    expect(attempts).toHaveLength(3);
    expect(await figures()).toEqual({ failed: 3, held: 1 });

    const correct = (email: string): Promise<unknown> =>
      test.manager.query('UPDATE people SET email = $2 WHERE id = $1', [world.people.owner, email]);
    mailed.forget();
    await correct('corrected@example.org');
    await chaseOwner();
    await deliver();
    expect(mail.received).toMatchObject([{ to: 'corrected@example.org' }]);

    // With it goes what waited for the address.
    await correct(world.emailOf('owner'));
    await chaseOwner();
    await deliver();
    expect(mailTo('owner')).toEqual([]);
    await again();
    expect(mailTo('owner')).toHaveLength(2);
    expect(await figures()).toEqual({ failed: 3, held: 0 });
  });

  it('goes on to write to an address that took another email since one was refused', async () => {
    await chaseOwner();
    answers('rcpt', { code: 550, words: 'No such user' });
    await deliver();
    const { id, state } = await last();
    expect(state).toBe('failed');
    // As of another message of the same moment.
    await test.dataSource.query(
      `INSERT INTO message_attempts (message_id, provider, address, outcome, provider_id)
       VALUES ($1, 'smtp', $2, 'accepted', 'test')`,
      [id, world.emailOf('owner')],
    );
    await chaseOwner();
    await deliver();
    expect(mailTo('owner')).toHaveLength(1);
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

  const byNotify = async () => {
    const notify = await TinyNotify.start();
    const { apiKey, templateId, baseUrl } = notify;
    const provider = new NotifyProvider({ provider: 'notify', apiKey, templateId, baseUrl }, 400);
    const courier = new MessageCourier(
      ...([test.dataSource, test.app.get(Acts), test.app.get(PrepareMessages)] as const),
      ...([test.app.get(SettleEmail), test.app.get(MailPause), test.app.get(CONFIG)] as const),
      provider,
    );
    return { notify, provider, courier };
  };
  const undelivered = (provider: NotifyProvider) =>
    new UndeliveredSweep(
      ...([test.dataSource, test.app.get(Acts), test.app.get(NoteUndelivered), provider] as const),
    );

  it('sends nothing that the provider may have while it cannot be asked', async () => {
    const { notify, provider, courier } = await byNotify();
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

  it('stops at an address of which the provider says only afterwards that nobody has it', async () => {
    const { notify, provider, courier } = await byNotify();
    const sweep = undelivered(provider);
    await chaseOwner();
    await courier.deliver();
    const { id } = await last();
    await sweep.run();
    expect(await last()).toMatchObject({ id, state: 'sent' });

    notify.failed.set(notify.taken.at(-1)!.id, 'permanent-failure');
    notify.isDeaf = true;
    await sweep.run();
    expect(await last()).toMatchObject({ id, state: 'sent' });
    notify.isDeaf = false;
    await sweep.run();
    await sweep.run();
    const as = test.signIn(world.emailOf('secretariat'), 'a password for tests');
    const { body } = await test.request('GET', `/api/messages/${id}`, { as });
    expect(body).toMatchObject({
      ...{ state: 'failed', isAddressWrong: true },
      failure: expect.stringContaining('the address does not exist'),
      attempts: [
        { outcome: 'accepted', address: world.emailOf('owner') },
        { outcome: 'refused', address: world.emailOf('owner') },
      ],
      availableActions: [{ action: 'send_again', isAllowed: true }],
    });
    await chaseOwner();
    await courier.deliver();
    expect(await last()).toMatchObject({ state: 'held' });

    // Sent again, it is another email of theirs, and what became of the first says nothing of it.
    await test.request('POST', `/api/messages/${id}/send-again`, { as });
    notify.answerTo = () => 'drop';
    await courier.deliver();
    notify.answerTo = () => undefined;
    await retryNow();
    await courier.deliver();
    await sweep.run();
    const states = (await messages('owner')).slice(-2).map(({ state }) => state);
    expect(states).toEqual(['sent', 'sent']);
    expect(notify.taken.filter(({ reference }) => reference === id)).toHaveLength(2);
    await provider.close();
    await notify.stop();
  });

  it('has failed, with its address as it was, when a mailbox took nothing for days', async () => {
    const { notify, provider, courier } = await byNotify();
    await chaseOwner();
    await courier.deliver();
    notify.failed.set(notify.taken.at(-1)!.id, 'temporary-failure');
    await undelivered(provider).run();
    const failure = expect.stringContaining('took nothing for three days');
    expect(await last()).toMatchObject({ state: 'failed', failure });
    await chaseOwner();
    await courier.deliver();
    expect(await last()).toMatchObject({ state: 'sent' });
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

  it('asks with a reader of another domain, before another of one that was asked', async () => {
    const elsewhere = 'clearing.owner@elsewhere.example';
    const move = (email: string): Promise<unknown> =>
      test.dataSource.query('UPDATE people SET email = $2 WHERE id = $1', [
        ...[world.people.clearingOwner, email],
      ]);
    await chaseOwner();
    for (const [index, person] of [[2, 'secondOwner'] as const, [3, 'clearingOwner'] as const]) {
      await remindOf(test, world, person, { rule: 'chased', updateId: world.updateIds[index]! });
      await gather(test);
    }
    await test.dataSource.query(`UPDATE messages SET send_at = $1 WHERE is_open`, [test.now]);
    await move(elsewhere);
    mail.answerTo = (stage, to) =>
      stage === 'rcpt' && to !== elsewhere ? { code: 421, words: 'Not now' } : undefined;
    await test.app.get(MailPause).begin('It was away.');
    for (let probe = 0; probe < 2; probe += 1) {
      expect(mail.received).toEqual([]);
      await test.dataSource.query(
        'UPDATE mail_pauses SET try_at = clock_timestamp() WHERE failures > 0',
      );
      await test.app.get(MessageCourier)['round']();
    }
    expect(mail.received.map(({ to }) => to)).toEqual([elsewhere]);
    mailed.forget();
    await move(world.emailOf('clearingOwner'));
    await test.dataSource.query(
      'UPDATE mail_pauses SET try_at = clock_timestamp() WHERE failures > 0',
    );
    await deliver();
    expect(mail.received).toHaveLength(2);
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

  it('asks with the next message at once when there was none to ask with', async () => {
    const pause = test.app.get(MailPause);
    await pause.begin('It was away.');
    await test.dataSource.query('UPDATE mail_pauses SET try_at = clock_timestamp()');
    await deliver();
    expect(await pause.outage()).toBeDefined();
    await chaseOwner();
    await deliver();
    expect(mailTo('owner')).toHaveLength(1);
    expect(await pause.outage()).toBeUndefined();
  });

  it('takes it for an outage, and no attempts, that everybody is put off for a quarter of an hour', async () => {
    const pause = test.app.get(MailPause);
    const owners = ['owner', 'secondOwner', 'clearingOwner', 'contributor', 'stranger'] as const;
    const other = await addPlan(
      test,
      world,
      owners.map((person) => [person, 0] as const),
    );
    await at('2022-06-09T11:00');
    for (const [index, person] of owners.entries()) {
      await remindOf(test, other, person, { rule: 'chased', updateId: other.updateIds[index]! });
    }
    await gather(test);
    await test.dataSource.query(`UPDATE messages SET send_at = $1 WHERE is_open`, [test.now]);
    mail.answerTo = (stage) => (stage === 'rcpt' ? { code: 452, words: 'No room' } : undefined);
    await deliver();
    expect(await pause.outage()).toBeUndefined();
    await at('2022-06-09T11:16');
    for (let turn = 0; turn < 2; turn += 1) {
      await retryNow();
      await deliver();
    }
    expect(await pause.outage()).toMatchObject({ words: expect.stringContaining('No room') });
    const [waiting] = await test.dataSource.query<{ count: number; retries: number }[]>(
      `SELECT count(*)::int AS count, max(retries) AS retries FROM messages
       WHERE state = 'waiting' AND channel = 'email'`,
    );
    expect(waiting!.count).toBe(owners.length);
    expect(waiting!.retries).toBeLessThanOrEqual(2);
    mailed.forget();
    await retryNow();
    await test.dataSource.query('UPDATE mail_pauses SET try_at = clock_timestamp()');
    await deliver();
    for (const person of owners) expect(mailTo(person)).toHaveLength(1);
    expect(await pause.outage()).toBeUndefined();
  });
});
