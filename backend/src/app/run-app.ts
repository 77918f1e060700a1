import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readBankHolidays } from '../platform/config/bank-holiday-file.js';
import { readConfig, type Config } from '../platform/config/config.js';
import { Clock } from '../platform/database/clock.js';
import { DatabaseListener } from '../platform/database/listener.js';
import { MAIL_PROVIDER, type MailProvider } from '../platform/mail/mail-provider.js';
import { Outbox } from '../platform/queue/outbox.js';
import { Queues } from '../platform/queue/queues.js';
import { announcement } from './announcement.js';
import { BankHolidayWatch } from './bank-holiday-watch.js';
import { createApp } from './create-app.js';
import { openDatabase, type OpenDatabase } from './database.js';
import { explain } from './explain.js';
import { DEMONSTRATION_PASSWORD, LoadDemonstration } from './demonstration/load-demonstration.js';
import { noteFullStart } from './one-full-start.js';
import { Readiness } from './health.controller.js';
import { Sweeps } from './sweeps.js';

export type AppRole = 'all' | 'api' | 'worker';

/** Starts what the role asks for and stops it in order when told to, also before it is ready. */
export async function runApp(role: AppRole): Promise<void> {
  const config = readConfig();
  readBankHolidays(config);
  const stopping = onStop();
  const halt = new AbortController();
  let isStarting = true;
  stopping.then((signal) => isStarting && halt.abort(new Error(signal)), undefined);
  const starting = start(role, config, halt.signal);
  // On a server of its own the database undoes by itself what this process leaves behind.
  const close = await (config.databaseUrl ? unlessHalted(starting, halt.signal) : starting).catch(
    (error: unknown) => {
      if (!halt.signal.aborted) throw error;
      console.log(`\n${halt.signal.reason.message} during the start: stopped. Nothing was lost.`);
      process.exit(0);
    },
  );
  isStarting = false;
  stopping.then(async (signal) => {
    console.log(`\n${signal}: finishing what is under way …`);
    await close();
    console.log('Stopped. Nothing was lost.');
    process.exit(0);
  }, undefined);
}

/** @returns how to stop it again */
async function start(
  role: AppRole,
  config: Config,
  halt: AbortSignal,
): Promise<() => Promise<void>> {
  const started = Date.now();
  const listens = role !== 'worker';
  // Where there is nothing yet, nothing is made for a start that cannot succeed. Where there is, a
  // start on the same data says more than that the port is taken.
  if (listens && !hasData(config)) await tryPort(config);
  const database = await openDatabase(config, { halt, onLost: endWith });
  let app: NestFastifyApplication | undefined;
  let letGo: (() => Promise<void>) | undefined;
  const close = async (): Promise<void> => {
    // Requests first, then jobs, then what they send by, then the pool, and the database last.
    await app?.close();
    await app?.get(Outbox).close();
    await app?.get(Queues).close();
    await app?.get<MailProvider | null>(MAIL_PROVIDER)?.close();
    await letGo?.();
    await database.close();
  };
  try {
    if (listens) await tryPort(config);
    app = await createApp(config, database.url, database.dataSource);
    await app.get(Queues).check();
    halt.throwIfAborted();
    if (role === 'all' && config.databaseUrl)
      letGo = await noteFullStart(database.url, (words) => console.warn(words));
    if (listens) await app.listen(config.port, config.host);
    await app.get(DatabaseListener).start();
    if (config.isDemonstration) {
      const isLoaded = await app.get(LoadDemonstration).whenEmpty();
      // Also where another process loaded it while this one waited: its time is this one's too.
      await app.get(Clock).refresh();
      if (isLoaded) console.log('The demonstration is loaded.');
    }
    halt.throwIfAborted();
    if (role !== 'api') await app.get(Sweeps).start();
    app.get(BankHolidayWatch).start();
    if (listens) await announce(app, config, database, Date.now() - started);
    // Whoever is told that it is ready may stop it at once, in order and not as a start that is given up.
    app.get(Readiness).isReady = true;
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

const hasData = ({ databaseUrl, dataFolder }: Config): boolean =>
  !databaseUrl && existsSync(join(dataFolder, 'postgres'));

/** @throws the system's error when somebody else listens there */
async function tryPort({ port, host }: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((settle, fail) => {
    probe.once('error', fail);
    probe.listen(port, host, settle);
  });
  await new Promise((settle) => probe.close(settle));
}

const unlessHalted = <T>(work: Promise<T>, halt: AbortSignal): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_settle, fail) => {
      halt.addEventListener('abort', () => fail(halt.reason));
    }),
  ]);

function endWith(error: unknown): void {
  console.error(explain(error));
  process.exit(1);
}

/** Settles at the first SIGTERM or Ctrl-C. npm passes on a second one: it changes nothing. */
function onStop(): Promise<string> {
  return new Promise((settle) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.on(signal, () => settle(signal));
  });
}

async function announce(
  app: NestFastifyApplication,
  config: Config,
  database: OpenDatabase,
  milliseconds: number,
): Promise<void> {
  const { dataSource } = database;
  const accounts = await dataSource.query<{ name: string; email: string }[]>(
    `SELECT p.name, p.email FROM people p WHERE p.is_active AND p.email LIKE '%@example.org'
     ORDER BY EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id) DESC, p.name`,
  );
  const [people] = await dataSource.query<{ exist: boolean }[]>(
    'SELECT EXISTS (SELECT 1 FROM people WHERE is_active) AS exist',
  );
  console.log(
    announcement({
      address: `http://localhost:${new URL(await app.getUrl()).port}`,
      milliseconds,
      ...(app.get(Clock).isDemonstration && {
        demonstration: { password: DEMONSTRATION_PASSWORD, accounts },
      }),
      hasPeople: people!.exist,
      ...(!config.databaseUrl && { dataFolder: config.dataFolder }),
    }),
  );
}
