import {
  createPostgresBackend,
  Queue,
  setDefaultBackendFactory,
  Worker,
  type ConnectionOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { migrate } from '../src/platform/database/data-source.js';
import { fillDuePeople, numberOf } from './due-people.js';
import { MailSink } from './mail-sink.js';
import { freePort } from './server.js';

const MAIN = resolve(import.meta.dirname, '../src/main.js');
const BARE_JOBS = 10_000;
/** The worker dies when so much of the messages has arrived. */
const KILLED_AT = [0.2, 0.45, 0.7];
const EMPTIED_AT = 0.55;

/** On which back end, and the database of this run. */
interface Place {
  redisUrl?: string;
  url: string;
  dataSource: DataSource;
}

export interface MessagesReport {
  bareJobsPerSecond: number;
  /** From the start of a worker until every message was there to be sent. */
  secondsToGather: number;
  emailsPerSecond: number;
  underKills: {
    kills: number;
    seconds: number;
    people: number;
    once: number;
    twiceWithTheSameMessageId: number;
    /** Of those, whose answer the mail server itself cut off. */
    cutOffByTheServer: number;
    otherwise: number;
    states: Record<string, number>;
  };
}

type InDatabase = <T>(work: (dataSource: DataSource, url: string) => Promise<T>) => Promise<T>;

/** Messages per second, and what three kills on the way do to them, on PostgreSQL and on Redis. */
export async function benchMessages(
  inDatabase: InDatabase,
  people: number,
): Promise<Record<string, MessagesReport | string>> {
  const onBackEnd = async (redisUrl?: string): Promise<MessagesReport> => {
    const fresh = <T>(work: (place: Place) => Promise<T>): Promise<T> =>
      inDatabase(async (dataSource, url) => {
        await migrate(dataSource);
        await fillDuePeople(dataSource, people);
        return work({ redisUrl, url, dataSource });
      });
    const bareJobsPerSecond = await fresh(bareJobs);
    const undisturbed = await fresh((place) => deliver(place, people));
    const underKills = await fresh((place) => deliverUnderKills(place, people));
    return { bareJobsPerSecond, ...undisturbed, underKills };
  };
  const postgresql = await onBackEnd();
  const redis = await withRedis(onBackEnd);
  return { postgresql, redis: redis ?? 'redis-server is not installed' };
}

/** BullMQ alone: jobs of ours in shape, which do nothing, on a queue that is full before it begins. */
async function bareJobs({ redisUrl, url }: Place): Promise<number> {
  setDefaultBackendFactory(redisUrl ? undefined : createPostgresBackend);
  const redis = redisUrl ? new Redis(redisUrl, { maxRetriesPerRequest: null }) : undefined;
  const connection = (redis ?? {
    ...{ connectionString: url, migrate: true, max: 10 },
  }) as unknown as ConnectionOptions;
  const queue = new Queue('bare', { connection });
  for (let from = 0; from < BARE_JOBS; from += 500) {
    await queue.addBulk(
      Array.from({ length: 500 }, (_, n) => ({
        ...{ name: 'DoNothing', data: {} },
        opts: { jobId: `job-${from + n}`, removeOnComplete: true },
      })),
    );
  }
  let done = 0;
  const started = performance.now();
  const worker = new Worker('bare', async () => void (done += 1), { connection, concurrency: 50 });
  while (done < BARE_JOBS) await sleep(10);
  const seconds = (performance.now() - started) / 1000;
  await worker.close();
  await queue.close();
  await redis?.quit();
  return Math.round(BARE_JOBS / seconds);
}

async function deliver(
  place: Place,
  people: number,
): Promise<Pick<MessagesReport, 'secondsToGather' | 'emailsPerSecond'>> {
  const sink = await MailSink.start();
  const started = performance.now();
  const worker = startWorker(place, sink);
  try {
    await until(() => sink.taken.length >= people);
    const first = sink.taken[0]!.at;
    const seconds = (sink.taken.at(-1)!.at - first) / 1000;
    return {
      secondsToGather: Math.round((first - started) / 100) / 10,
      emailsPerSecond: Math.round(people / seconds),
    };
  } finally {
    await end(worker, 'SIGTERM');
    sink.stop();
  }
}

async function deliverUnderKills(
  place: Place,
  people: number,
): Promise<MessagesReport['underKills']> {
  const cutOff = new Set<string>();
  const sink = await MailSink.start((to) => {
    if (numberOf(to) % 100 !== 0 || cutOff.has(to)) return false;
    cutOff.add(to);
    return true;
  });
  const started = performance.now();
  let worker = startWorker(place, sink);
  try {
    for (const share of KILLED_AT) {
      if (share > EMPTIED_AT) {
        await until(() => sink.taken.length >= people * EMPTIED_AT);
        await emptyQueue(place);
      }
      await until(() => sink.taken.length >= people * share);
      await end(worker, 'SIGKILL');
      worker = startWorker(place, sink);
    }
    await until(async () => (await unsettled(place)) === 0);
    const seconds = Math.round((performance.now() - started) / 1000);
    return { kills: KILLED_AT.length, seconds, people, ...(await account(place, sink, cutOff)) };
  } finally {
    await end(worker, 'SIGTERM');
    sink.stop();
  }
}

/** Who got how many, by the mail server's own account. */
async function account({ dataSource }: Place, sink: MailSink, cutOff: ReadonlySet<string>) {
  const rows = await dataSource.query<{ id: string; email: string; state: string }[]>(
    `SELECT m.id, p.email, m.state FROM people p
     LEFT JOIN messages m ON m.person_id = p.id AND m.channel = 'email'`,
  );
  const got = new Map<string, string[]>();
  for (const { to, messageId } of sink.taken) got.set(to, [...(got.get(to) ?? []), messageId]);
  const counts = { once: 0, twiceWithTheSameMessageId: 0, otherwise: 0 };
  const states: Record<string, number> = {};
  for (const { id, email, state } of rows) {
    const ids = got.get(email) ?? [];
    const isSame = ids.every((messageId) => messageId.startsWith(`${id}@`));
    if (isSame && ids.length === 1) counts.once += 1;
    else if (isSame && ids.length === 2) counts.twiceWithTheSameMessageId += 1;
    else counts.otherwise += 1;
    states[state] = (states[state] ?? 0) + 1;
  }
  return { ...counts, cutOffByTheServer: cutOff.size, states };
}

async function unsettled({ dataSource }: Place): Promise<number> {
  const [row] = await dataSource.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM messages WHERE state IN ('waiting', 'sending')`,
  );
  return row!.count;
}

async function emptyQueue({ redisUrl, dataSource }: Place): Promise<void> {
  if (!redisUrl) {
    await dataSource.query('TRUNCATE bullmq.job, bullmq.scheduler CASCADE');
    return;
  }
  const redis = new Redis(redisUrl);
  await redis.flushall();
  await redis.quit();
}

function startWorker({ url, redisUrl }: Place, sink: MailSink): ChildProcess {
  return spawn(process.execPath, [MAIN, 'worker'], {
    env: {
      ...process.env,
      ...{ DATABASE_URL: url, REDIS_URL: redisUrl ?? '', PORT: '0' },
      ...{ SMTP_URL: sink.url, QUARTERDECK_MAIL_FROM: 'Bench <bench@example.org>' },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (worker.exitCode === null && worker.signalCode === null && worker.kill(signal)) {
    await once(worker, 'exit');
  }
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 15 * 60_000;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error('The messages have not gone within 15 minutes.');
    await sleep(50);
  }
}

/** @returns null where there is no redis-server */
async function withRedis<T>(work: (url: string) => Promise<T>): Promise<T | null> {
  if (spawnSync('redis-server', ['--version']).error) return null;
  const port = await freePort();
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', settings, { stdio: 'ignore' });
  try {
    return await work(`redis://127.0.0.1:${port}`);
  } finally {
    await end(server, 'SIGTERM');
  }
}
