import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { AlreadyRunningError } from './embedded-database.errors.js';
import { LOCK_SPACE } from './lease.js';
import { isAlive } from './postmaster.js';

const APP_LOCK = 2;
const ATTEMPTS = 20;

/** Where a running application can be found. */
export interface AppAddress {
  port: number;
  pid: number;
}

/**
 * Takes the lock that says "the application runs on this database". It lasts as long as the
 * session of this client: give it one of its own (not from a pool), and end it last.
 *
 * @throws AlreadyRunningError naming the address and process that hold it
 */
export async function takeAppLock(client: pg.Client, self: AppAddress): Promise<void> {
  const name = `quarterdeck app port=${self.port} pid=${self.pid}`;
  await client.query(`SELECT set_config('application_name', $1, false)`, [name]);
  for (let attempt = 1; ; attempt += 1) {
    const { rows } = await client.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_lock(${LOCK_SPACE}, ${APP_LOCK}) AS taken`,
    );
    if (rows[0]?.taken) return;
    const holder = await findHolder(client);
    const isLeaving = holder === undefined || !isAlive(holder.pid);
    if (!isLeaving || attempt === ATTEMPTS) throw new AlreadyRunningError(holder);
    // Killed a moment ago: the server is about to notice that its connection is gone.
    await sleep(100);
  }
}

async function findHolder(client: pg.Client): Promise<AppAddress | undefined> {
  const { rows } = await client.query<{ application_name: string }>(
    `SELECT activity.application_name
     FROM pg_locks AS lock
     JOIN pg_stat_activity AS activity USING (pid)
     WHERE lock.locktype = 'advisory' AND lock.granted
       AND lock.classid = ${LOCK_SPACE} AND lock.objid = ${APP_LOCK} AND lock.objsubid = 2
       AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  const found = /^quarterdeck app port=(\d+) pid=(\d+)$/.exec(rows[0]?.application_name ?? '');
  return found ? { port: Number(found[1]), pid: Number(found[2]) } : undefined;
}
