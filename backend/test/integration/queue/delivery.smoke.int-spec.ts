import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, fillDuePeople, numberOf } from '../../../bench/due-people.js';
import { TestMailServer, type SmtpAnswer, type SmtpStage } from '../../support/mail-server.js';
import { TestApp } from '../../support/test-app.js';
import { Workers } from '../../support/workers.js';

const PEOPLE = 500;
/** What the mail server does to one in ten, by their number; each of these is an address of its own. */
const AWKWARD: Record<number, { stage: SmtpStage; answer: SmtpAnswer; isForEver?: boolean }> = {
  3: { stage: 'rcpt', answer: { code: 550, words: '5.1.1 Nobody here' }, isForEver: true },
  13: { stage: 'message', answer: { code: 554, words: '5.6.0 No' }, isForEver: true },
  23: { stage: 'rcpt', answer: { code: 451, words: '4.7.1 Greylisted' } },
  33: { stage: 'message', answer: { code: 452, words: '4.3.1 No room' } },
  43: { stage: 'message', answer: 'drop' },
  53: { stage: 'rcpt', answer: 400 },
};
const awkward = (to: string) => AWKWARD[numberOf(to) % 60];

interface Row {
  id: string;
  to: string;
  state: string;
  failure: string | null;
  isAddressWrong: boolean;
  lost: number;
}

/** The same on PostgreSQL and on Redis: real worker processes, a real mail server, both of which fail. */
describe('messages that are due', () => {
  let test: TestApp;
  let mail: TestMailServer;
  let workers: Workers;

  const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> =>
    test.dataSource.query<T[]>(text, values);
  /** What waits for its next turn has it, as if that time had passed; so have the sweeps. */
  const timePasses = async (): Promise<void> => {
    await sql(
      `UPDATE messages SET try_at = clock_timestamp() WHERE state = 'waiting' AND channel = 'email'`,
    );
    await sql(`SELECT pg_notify('clock', '')`);
  };
  const until = async (isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> => {
    const end = performance.now() + 60_000;
    while (!(await isTrue())) {
      if (performance.now() > end) throw new Error(`${what}: not within a minute. ${workers.said}`);
      await sleep(100);
    }
  };
  const untilReceived = (count: number): Promise<void> => {
    let asked = 0;
    return until(async () => {
      if (asked++ % 10 === 0) await sql(`SELECT pg_notify('clock', '')`);
      return mail.received.length >= count;
    }, `${count} received`);
  };
  const emails = (): Promise<Row[]> =>
    sql<Row>(
      `SELECT m.id, p.email AS to, m.state, m.failure, m.is_address_wrong AS "isAddressWrong",
         (SELECT count(*)::int FROM message_attempts a WHERE a.message_id = m.id AND a.outcome = 'unknown') AS lost
       FROM messages m JOIN people p ON p.id = m.person_id WHERE m.channel = 'email'`,
    );
  /** The worker dies; then the time passes after which its messages are taken for left. */
  const killAndWait = async (): Promise<number> => {
    await workers.kill();
    const left = await sql(
      `UPDATE messages SET lease_until = clock_timestamp() - interval '1 second' WHERE state = 'sending' RETURNING id`,
    );
    workers.start();
    return (left[0] as unknown as unknown[]).length;
  };
  const emptyTheQueue = async (): Promise<void> => {
    if (process.env.QUEUE_BACKEND !== 'redis') {
      await sql('TRUNCATE bullmq.job, bullmq.scheduler CASCADE');
      return;
    }
    const redis = new Redis(process.env.REDIS_URL!);
    await redis.flushall();
    await redis.quit();
  };

  beforeAll(async () => {
    mail = await TestMailServer.start();
    test = await TestApp.start();
    await fillDuePeople(test.dataSource, PEOPLE);
    workers = new Workers({
      ...{ DATABASE_URL: test.url, PORT: '0', QUARTERDECK_MAIL_FROM: 'Updates <us@example.org>' },
      SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    });
  }, 60_000);
  afterAll(async () => {
    await workers.kill();
    await test.stop();
    await mail.stop();
  }, 60_000);

  it('reach everybody once, whatever dies on the way and whatever the mail server does', async () => {
    const met = new Set<string>();
    mail.answerTo = (stage, to) => {
      const case_ = awkward(to);
      if (case_?.stage !== stage || (met.has(to) && !case_.isForEver)) return undefined;
      met.add(to);
      return case_.answer;
    };
    workers.start();
    const inFlight: number[] = [];
    for (const share of [0.2, 0.4, 0.6]) {
      await untilReceived(PEOPLE * share);
      // At work: what it does it finishes, and nothing tells it of the rest but a sweep.
      if (share > 0.2) await emptyTheQueue();
      inFlight.push(await killAndWait());
    }
    await until(async () => {
      await timePasses();
      return (await emails()).every(({ state }) => state !== 'waiting' && state !== 'sending');
    }, 'all settled');

    // It was killed at work, and not between two messages.
    expect(Math.max(...inFlight)).toBeGreaterThan(0);
    const rows = await emails();
    expect(rows).toHaveLength(PEOPLE);
    const unlike = rows.filter(({ id, to, state, isAddressWrong, lost }) => {
      const got = mail.received.filter((email) => email.to === to);
      const isSame = got.every(({ messageId }) => messageId === `${id}@localhost`);
      const { isForEver, stage } = awkward(to) ?? {};
      if (isForEver) {
        return got.length > 0 || state !== 'failed' || isAddressWrong !== (stage === 'rcpt');
      }
      // Once; and once more at most for whom an answer was lost, under the same Message-ID. Lost
      // again, by the server and by a kill, it is left to a person.
      const isOnce = got.length === 1 || (got.length === 2 && lost > 0);
      return !isOnce || !isSame || state !== (lost > 1 ? 'unknown' : 'sent');
    });
    expect(unlike).toEqual([]);
    const lostByServer = Array.from({ length: PEOPLE }, (_, n) => addressOf(n + 1)).filter(
      (to) => awkward(to)?.answer === 'drop',
    );
    // Twice is only what the server or a worker lost.
    const twice = mail.received.length - new Set(mail.received.map(({ to }) => to)).size;
    expect(twice).toBeLessThanOrEqual(lostByServer.length + inFlight.reduce((sum, n) => sum + n));
  }, 120_000);

  it('wait while the mail server is away, with one alarm, and go on by themselves', async () => {
    await sql(
      `INSERT INTO notices (rule, occasion, subject_kind, subject_id, plan_id, round_id, person_id, audience, on_day, made_at)
       SELECT 'chased', 'again', 'update', u.id, u.plan_id, u.round_id, u.owner_id, 'owner', '2022-05-06', '2022-05-06 07:00Z'
       FROM updates u ORDER BY u.id LIMIT 40`,
    );
    const failed = async (): Promise<number> =>
      (await emails()).filter(({ state }) => state === 'failed' || state === 'unknown').length;
    const failedBefore = await failed();
    const everybody = Array.from({ length: 40 }, (_, n) => addressOf(n + 1));
    // Nothing more is sent to an address that was refused, until it is corrected.
    const refused = everybody.filter((to) => awkward(to)?.answer === AWKWARD[3]!.answer);
    expect(refused).toEqual([addressOf(3)]);
    await mail.stop();
    workers.said = '';
    const pause = async (): Promise<{ failures: number }> =>
      (await sql<{ failures: number }>('SELECT failures FROM mail_pauses'))[0]!;
    const turns = async (isTrue: () => Promise<boolean>, what: string): Promise<void> =>
      until(async () => {
        // The burst is over, and the time after which the server is asked again.
        await sql(`UPDATE messages SET send_at = '2022-05-06 07:00Z' WHERE state = 'waiting'`);
        await sql(
          `UPDATE mail_pauses SET try_at = clock_timestamp(), since = since - interval '1 minute' WHERE failures > 0`,
        );
        await timePasses();
        await sleep(200);
        return isTrue();
      }, what);
    await turns(async () => (await pause()).failures >= 5, 'the pause');
    expect(workers.said.match(/ALARM: email cannot be sent/g)).toHaveLength(1);
    expect(await failed()).toBe(failedBefore);

    mail = await TestMailServer.start({}, mail.port);
    const due = async (): Promise<number> =>
      (await emails()).filter(({ state }) => state === 'waiting' || state === 'sending').length;
    await turns(async () => (await due()) === 0, 'all sent');
    expect((await pause()).failures).toBe(0);
    expect(mail.received.map(({ to }) => to).sort()).toEqual(
      everybody.filter((to) => !refused.includes(to)).sort(),
    );
    const held = (await emails()).filter(({ state }) => state === 'held');
    expect(held.map(({ to }) => to)).toEqual(refused);
    expect(held[0]!.failure).toMatch(/address was refused before/);
  }, 120_000);
});
