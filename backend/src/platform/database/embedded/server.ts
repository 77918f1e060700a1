import { spawn } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { totalmem } from 'node:os';
import { cleanEnvironment, type Cluster } from './cluster.js';
import { asFolderError } from './data-folder.js';
import { EmbeddedDatabaseError } from './embedded-database.errors.js';
import { findPostmaster, lastPort } from './postmaster.js';
import { spawnAs } from './system-user.js';

const LOG_LIMIT = 10 * 1024 * 1024;

const MEGABYTE = 2 ** 20;

/** An eighth of the machine's memory, within reason; what is not used of it is not taken. */
const sharedBuffers = (): string =>
  `${Math.round(Math.min(1024, Math.max(128, totalmem() / MEGABYTE / 8)))}MB`;

/** Given on the command line, so that they follow the program and not the age of the data. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: sharedBuffers(),
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

/** For tests: nothing survives a power cut, and nothing needs to. */
const VOLATILE_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** What a start came to: `said` is what PostgreSQL wrote to its log about it. */
export interface StartOutcome {
  started: boolean;
  said: string;
}

/**
 * Starts PostgreSQL and waits until it takes connections, recovery included: on the port wanted, else
 * on that of a server that was killed, else (and where that is taken) on a free one.
 */
export async function startServer(cluster: Cluster, wanted?: number): Promise<StartOutcome> {
  const port = await freePort(wanted ?? (await lastPort(cluster.folder.pgData)));
  const settings = { ...SETTINGS, ...(cluster.volatile ? VOLATILE_SETTINGS : {}) };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  return pgCtl(cluster, ['start', '-t', '600', '-o', [`-p ${port}`, ...options].join(' ')]);
}

/**
 * Stops PostgreSQL and waits for it; does nothing when it does not run.
 *
 * @throws EmbeddedDatabaseError `stop_failed`
 */
export async function stopServer(cluster: Cluster): Promise<void> {
  if (!(await findPostmaster(cluster.folder.pgData))) return;
  const { started: done } = await pgCtl(cluster, ['stop', '-m', 'fast', '-t', '120']);
  if (done || !(await findPostmaster(cluster.folder.pgData))) return;
  throw new EmbeddedDatabaseError(
    'stop_failed',
    `The database in ${cluster.folder.pgData} did not stop within two minutes. ` +
      `The next start takes it over as it is; its log is ${cluster.folder.log}.`,
  );
}

/**
 * Detached: a process session of its own, so that Ctrl-C reaches neither the server nor a
 * pg_ctl that is half-way through starting or stopping it. The log is opened here and handed
 * down, because the server's user may not be allowed to write in our folder.
 */
async function pgCtl(cluster: Cluster, args: string[]): Promise<StartOutcome> {
  const { folder, binaries, user } = cluster;
  await rotate(folder.log);
  const log = await open(folder.log, 'a+', 0o600).catch((error: unknown) => {
    throw asFolderError(folder.log, error);
  });
  try {
    const { size: before } = await log.stat();
    const status = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(binaries.pgCtl, [...args, '-s', '-w', '-D', folder.pgData], {
        ...spawnAs(user),
        cwd: '/',
        env: cleanEnvironment(),
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      });
      child.once('error', reject);
      child.once('close', resolve);
    });
    const { size: after } = await log.stat();
    const said = Buffer.alloc(after - before);
    await log.read(said, 0, said.length, before);
    return { started: status === 0, said: said.toString('utf8').trim() };
  } finally {
    await log.close();
  }
}

async function rotate(log: string): Promise<void> {
  const current = await stat(log).catch(() => undefined);
  if (current && current.size > LOG_LIMIT) await rename(log, `${log}.1`);
}

async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(wanted, '127.0.0.1', () => resolve(true));
  });
  if (!isFree) return freePort();
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
