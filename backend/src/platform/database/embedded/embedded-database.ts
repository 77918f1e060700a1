import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { assertVersion, dataVersion, initialise, type Cluster } from './cluster.js';
import { diskFull, openDataFolder, readOrMakePassword } from './data-folder.js';
import { EmbeddedDatabaseError } from './embedded-database.errors.js';
import { openLease, type Lease } from './lease.js';
import { findPostgresBinaries } from './postgres-binaries.js';
import { findPostmaster, type Postmaster } from './postmaster.js';
import { startServer, stopServer } from './server.js';
import { assertReachable, chooseSystemUser } from './system-user.js';

const DATABASE = 'quarterdeck';
const START_ATTEMPTS = 10;
const WAIT_MS = 200;
const ADOPT_WAITS = 600;

/** A running embedded database that this process uses. */
export interface EmbeddedDatabase {
  /** Connects as the owner of the database `quarterdeck`, not as superuser. */
  url: string;
  /** Whether it was already running. */
  adopted: boolean;
  /** Stops the server, whoever else uses it: the very last thing to do. May be called twice. */
  stop(): Promise<void>;
  /**
   * Starts the server again whenever it goes without having been stopped here, at the same address:
   * connections that were lost can be made again.
   */
  keepUp(hooks: KeepUpHooks): void;
  /** For commands: stops the server unless another process still uses it. Says whether it did. */
  stopUnlessInUse(): Promise<boolean>;
}

/** What the application does about a server that went and came back. */
export interface KeepUpHooks {
  onGone(): void;
  onBack(): Promise<void>;
  /** It cannot be brought back: nothing is left but to end. */
  onLost(error: unknown): void;
}

export interface EmbeddedDatabaseOptions {
  /** For tests only: fast, and lost in a power cut. */
  volatile?: boolean;
}

/**
 * Brings up the database of a data folder: makes it, starts it, recovers it after a crash, or
 * takes it over when it already runs. Any number of processes may call this at once.
 *
 * @throws EmbeddedDatabaseError with a code and a message for the person at the keyboard
 */
export async function startOrAdoptDatabase(
  dataFolder: string,
  options: EmbeddedDatabaseOptions = {},
): Promise<EmbeddedDatabase> {
  const cluster = await prepare(dataFolder, options.volatile ?? false);
  const running = await bringUp(cluster);
  await ensureDatabase(running.lease.client, cluster);
  return use(cluster, running);
}

async function bringUp(cluster: Cluster, port?: number): Promise<Running> {
  let said = '';
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    const running = await adopt(cluster);
    if (running) return { ...running, adopted: true };
    const outcome = await startServer(cluster, port);
    if (outcome.started) {
      const started = await adopt(cluster);
      if (started) return { ...started, adopted: false };
    } else if (!isPassing(outcome.said)) {
      throw startError(cluster, outcome.said);
    }
    said = outcome.said;
    await sleep(WAIT_MS * (attempt + 1));
  }
  throw startError(cluster, said);
}

async function prepare(dataFolder: string, volatile: boolean): Promise<Cluster> {
  const folder = await openDataFolder(dataFolder);
  const binaries = findPostgresBinaries();
  const user = await chooseSystemUser(folder.pgData);
  if (user) await assertReachable(user, [folder.root, binaries.postgres]);
  const isNew = (await dataVersion(folder.pgData)) === undefined;
  const password = await readOrMakePassword(folder, !isNew);
  const cluster: Cluster = { folder, binaries, user, password, volatile };
  if (isNew) await initialise(cluster);
  await assertVersion(folder.pgData, binaries);
  return cluster;
}

interface Adopted {
  postmaster: Postmaster;
  lease: Lease;
}

interface Running extends Adopted {
  adopted: boolean;
}

/** Waits for a server of ours that is starting, recovering or on its way out. */
async function adopt(cluster: Cluster): Promise<Adopted | undefined> {
  for (let wait = 0; wait < ADOPT_WAITS; wait += 1) {
    const postmaster = await findPostmaster(cluster.folder.pgData);
    if (!postmaster) return undefined;
    const lease = await openLease(cluster, postmaster.port);
    if (lease) return { postmaster, lease };
    await sleep(WAIT_MS);
  }
  throw new EmbeddedDatabaseError(
    'start_failed',
    `The database in ${cluster.folder.pgData} runs but has taken no connection for two minutes. ` +
      `See its log, ${cluster.folder.log}.`,
  );
}

function use(
  cluster: Cluster,
  { postmaster: { port }, lease, adopted }: Running,
): EmbeddedDatabase {
  lease.rest();
  let stopping: Promise<void> | undefined;
  let returning: Promise<void> | undefined;
  const keepUp = (hooks: KeepUpHooks): void => {
    void lease.gone.then(() => {
      if (stopping) return;
      hooks.onGone();
      returning = comeBack()
        .then(hooks.onBack)
        .then(() => keepUp(hooks), hooks.onLost);
    });
  };
  const comeBack = async (): Promise<void> => {
    const running = await bringUp(cluster, port);
    lease = running.lease;
    lease.rest();
    if (running.postmaster.port !== port) throw movedError(cluster);
  };
  const stop = (): Promise<void> =>
    (stopping ??= Promise.resolve(returning)
      .then(() => lease.release())
      .then(() => stopServer(cluster)));
  const stopUnlessInUse = async (): Promise<boolean> => {
    if (!stopping && !(await lease.isLast())) {
      await lease.release();
      return false;
    }
    await stop();
    return true;
  };
  const url = `postgres://${DATABASE}:${cluster.password}@127.0.0.1:${port}/${DATABASE}`;
  return { url, adopted, stop, keepUp, stopUnlessInUse };
}

/** The application is no superuser: a hole in a query must not become a hole in the machine. */
async function ensureDatabase(client: pg.Client, { password, volatile }: Cluster): Promise<void> {
  const { rows } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rows.length > 0) return;
  // Tests make a database per file.
  const rights = volatile ? 'CREATEDB' : 'NOCREATEDB';
  const secret = client.escapeLiteral(password);
  await unlessMade(client.query(`CREATE ROLE ${DATABASE} LOGIN ${rights} PASSWORD ${secret}`));
  await unlessMade(client.query(`CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`));
}

/** Two first starts at once: the other one made it. */
async function unlessMade(statement: Promise<unknown>): Promise<void> {
  const made = ['42710', '42P04', '23505'];
  await statement.catch((error: pg.DatabaseError) => {
    if (!made.includes(error.code ?? '')) throw error;
  });
}

/** Failures that another attempt, a moment later and on another port, gets past. */
function isPassing(said: string): boolean {
  return [
    'lock file "postmaster.pid" already exists',
    'pre-existing shared memory block',
    'could not create any TCP/IP sockets',
  ].some((sign) => said.includes(sign));
}

function movedError({ folder }: Cluster): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    'start_failed',
    `The database in ${folder.pgData} went and came back at another address, because another program took its port. ` +
      'Start Quarterdeck again.',
  );
}

function startError({ folder }: Cluster, said: string): EmbeddedDatabaseError {
  if (said.includes('No space left on device')) return diskFull(folder.root);
  const last = said.split('\n').slice(-5).join('\n');
  return new EmbeddedDatabaseError(
    'start_failed',
    `The database in ${folder.pgData} did not start. Its log is ${path.normalize(folder.log)}` +
      (last ? `; PostgreSQL's last words were:\n${last}` : '.'),
  );
}
