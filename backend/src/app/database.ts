import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Config } from '../platform/config/config.js';
import { makeDataSource, migrate } from '../platform/database/data-source.js';
import {
  startOrAdoptDatabase,
  takeAppLock,
  type EmbeddedDatabase,
} from '../platform/database/embedded/index.js';
import { ENTITIES } from './entities.js';

/** The database that the configuration names, open and up to date. */
export interface OpenDatabase {
  url: string;
  dataSource: DataSource;
  embedded?: EmbeddedDatabase;
  /** Closes the pool, then stops what was started. */
  close(): Promise<void>;
}

/** A database server that answers, untouched: no migration has run. */
export interface OpenServer {
  url: string;
  /** Stops an embedded server that nobody else uses. */
  release(): Promise<void>;
}

/** For commands that must find the schema as it is: attaches to the server, or starts the embedded one. */
export async function openServer(config: Config): Promise<OpenServer> {
  if (config.databaseUrl) return { url: config.databaseUrl, release: () => Promise.resolve() };
  const embedded = await startOrAdoptDatabase(config.dataFolder);
  return {
    url: embedded.url,
    release: async () => {
      await embedded.stopUnlessInUse();
    },
  };
}

/** What the application, unlike a command, has to do with its database. */
export interface AppHooks {
  /** Aborted when the start is to be given up: the embedded server stops, and what is under way fails. */
  halt: AbortSignal;
  /** The embedded database went and cannot be brought back, or somebody else took it. */
  onLost(error: unknown): void;
}

/**
 * Opens the database: the embedded one, or the server that is configured.
 * @param as the application holds the lock that says "already running" on an embedded database, and
 *   starts it again when it dies; a command attaches to a running one, or starts it and stops it again
 */
export async function openDatabase(
  config: Config,
  as: AppHooks | 'command',
): Promise<OpenDatabase> {
  const embedded = config.databaseUrl ? undefined : await startOrAdoptDatabase(config.dataFolder);
  const url = config.databaseUrl ?? embedded!.url;
  const app = as === 'command' ? undefined : as;
  let lock: pg.Client | undefined;
  let dataSource: DataSource | undefined;
  const stop = async (): Promise<void> => {
    await dataSource?.destroy().catch(() => undefined);
    await lock?.end().catch(() => undefined);
    if (app && lock) await embedded?.stop();
    else await embedded?.stopUnlessInUse();
  };
  try {
    if (app && embedded) {
      lock = await holdAppLock(url, config.port);
      app.halt.addEventListener('abort', () => void embedded.stop());
      keepUp(embedded, app, async () => {
        lock = await holdAppLock(url, config.port);
      });
    }
    app?.halt.throwIfAborted();
    await bringUpToDate(url);
    dataSource = await makeDataSource(url, ENTITIES).initialize();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, dataSource, embedded, close: stop };
}

function keepUp(embedded: EmbeddedDatabase, app: AppHooks, onBack: () => Promise<void>): void {
  const logger = new Logger('Database');
  embedded.keepUp({
    onGone: () =>
      logger.warn('It is gone. Starting it again; requests are answered 503 meanwhile.'),
    onBack: async () => {
      await onBack();
      logger.warn('It is back.');
    },
    onLost: (error) => app.onLost(error),
  });
}

/** Migrations on full tables take as long as they take: no time limit holds for them. */
async function bringUpToDate(url: string): Promise<void> {
  const dataSource = await makeDataSource(url, [], {
    poolSize: 2,
    statementTimeoutMs: 0,
  }).initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function holdAppLock(url: string, port: number): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await takeAppLock(client, { port, pid: process.pid });
  } catch (error) {
    await client.end();
    throw error;
  }
  return client;
}
