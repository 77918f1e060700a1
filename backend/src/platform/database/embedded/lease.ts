import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Cluster } from './cluster.js';
import { EmbeddedDatabaseError } from './embedded-database.errors.js';

/** First half of every advisory lock of the installation: the letters "qd". */
export const LOCK_SPACE = 0x7164;
const LEASE_LOCK = 1;
const LAST_CHECKS = 10;

/**
 * One connection with a shared lock, held as long as this process uses the server: whoever wants
 * to stop the server needs the lock alone, so nobody stops it between adoption and first query.
 */
export interface Lease {
  client: pg.Client;
  /** Settles when the connection has ended, whoever ended it. */
  gone: Promise<void>;
  /** From here on the connection alone does not keep this process from ending. */
  rest(): void;
  /** Whether nobody else uses the server. When true, newcomers wait for the stop that follows. */
  isLast(): Promise<boolean>;
  release(): Promise<void>;
}

/** The types of pg leave these two out. */
type RestingClient = pg.Client & { ref?(): void; unref?(): void };

/**
 * Undefined when the server is starting, stopping or about to be stopped: ask again.
 *
 * @throws EmbeddedDatabaseError `password_refused`
 */
export async function openLease(cluster: Cluster, port: number): Promise<Lease | undefined> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: cluster.password,
    database: 'postgres',
    application_name: `quarterdeck lease pid=${process.pid}`,
    connectionTimeoutMillis: 5000,
  });
  // The server may go first, for instance when another process stops it.
  client.on('error', () => undefined);
  const gone = new Promise<void>((settle) => client.once('end', settle));
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string; leased: boolean }>(
      `SELECT current_setting('data_directory') AS folder,
              pg_try_advisory_lock_shared(${LOCK_SPACE}, ${LEASE_LOCK}) AS leased`,
    );
    if (rows[0]?.leased && rows[0].folder === cluster.folder.pgData) return leaseOf(client, gone);
  } catch (error) {
    if ((error as pg.DatabaseError).code === '28P01') {
      await end(client);
      throw new EmbeddedDatabaseError(
        'password_refused',
        `The database in ${cluster.folder.pgData} does not accept the password in ${cluster.folder.passwordFile}. ` +
          'Restore that file from a backup, or set QUARTERDECK_DATA to another folder to start afresh.',
      );
    }
  }
  await end(client);
  return undefined;
}

function leaseOf(client: RestingClient, gone: Promise<void>): Lease {
  return {
    client,
    gone,
    rest: () => client.unref?.(),
    isLast: () => {
      client.ref?.();
      return isLast(client);
    },
    release: () => {
      client.ref?.();
      return end(client);
    },
  };
}

async function isLast(client: pg.Client): Promise<boolean> {
  for (let check = 0; check < LAST_CHECKS; check += 1) {
    // Taken alone first, then counted: whoever comes after this sees the lock and waits.
    const { rows } = await client.query<{ alone: boolean; others: number }>(
      `SELECT pg_try_advisory_lock(${LOCK_SPACE}, ${LEASE_LOCK}) AS alone,
              (SELECT count(*)::int FROM pg_stat_activity
               WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS others`,
    );
    const { alone, others } = rows[0]!;
    if (alone && others === 0) return true;
    if (alone) await client.query(`SELECT pg_advisory_unlock(${LOCK_SPACE}, ${LEASE_LOCK})`);
    else return false;
    // Connections of ours that were closed a moment ago take a moment to leave the list.
    await sleep(50);
  }
  return false;
}

async function end(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined);
}
