import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { FILE_FORMS } from '../../../src/modules/publication/index.js';
import { buildWorld, PASSWORD } from '../../builders/world.js';
import { publishAll } from '../../builders/signed-round.js';
import { createTestDatabase } from '../../support/database.js';
import { TestApp } from '../../support/test-app.js';

const A_YEAR_MS = 366 * 24 * 60 * 60 * 1000;
const ID = '00000000-0000-4000-8000-000000000001';
const MAIN = resolve(import.meta.dirname, '../../../dist/src/main.js');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** The built application as a real deployment runs it: a server's database, one process a role. */
describe('the roles, on a database that is somebody else’s', () => {
  let test: TestApp;
  const running: ChildProcess[] = [];

  const start = (
    role: string,
    port = 0,
    settings: NodeJS.ProcessEnv = { DATABASE_URL: test.url },
  ): ChildProcess => {
    const { REDIS_URL: _, ...env } = process.env;
    const isOnRedis = process.env.QUEUE_BACKEND === 'redis';
    const child = spawn(process.execPath, [MAIN, role], {
      env: {
        ...env,
        ...settings,
        PORT: String(port),
        ...(isOnRedis && { REDIS_URL: process.env.REDIS_URL }),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running.push(child);
    return child;
  };
  const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
    for (let attempt = 0; attempt < 300; attempt++) {
      if (await isTrue()) return;
      await sleep(100);
    }
    throw new Error('It did not happen within 30 seconds');
  };

  const isReady = (address: string): Promise<boolean> =>
    fetch(`${address}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );

  beforeAll(async () => {
    test = await TestApp.start();
  }, 60_000);
  afterAll(async () => {
    for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
    await test.stop();
  });

  it('let people in by one process and make an edition’s files in another', async () => {
    const world = await buildWorld(test);
    await publishAll(test, world);
    const port = await freePort();
    const api = start('api', port);
    const address = `http://127.0.0.1:${port}`;
    await until(() => isReady(address));
    const answer = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: world.emailOf('administrator'), password: PASSWORD }),
    });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
    expect((await fetch(`${address}/queues`, { headers: { cookie } })).status).toBe(200);
    const files = async (): Promise<number> => {
      const [row] = await test.dataSource.query<{ count: number }[]>(
        'SELECT count(*)::int AS count FROM edition_files',
      );
      return row!.count;
    };
    expect(await files()).toBe(0);

    const worker = start('worker');
    // All but the file of figures: this edition reports none.
    await until(async () => (await files()) === FILE_FORMS.length - 1);
    expect((await fetch(`${address}/editions/2021-22-q4.pdf`)).status).toBe(200);
    for (const child of [worker, api]) {
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(0);
    }
  }, 90_000);

  it('know of a demonstration, and its time, that another process loaded while they waited', async () => {
    const { url, drop } = await createTestDatabase();
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query(`BEGIN;
      UPDATE clock_settings SET is_demonstration = true, offset_ms = ${-A_YEAR_MS};
      INSERT INTO organisations (id, name, short_name) VALUES ('${ID}', 'Example Council', 'EC');
      INSERT INTO people (id, name, email, organisation_id, created_at)
        VALUES ('${ID}', 'Ana Example', 'ana@example.org', '${ID}', now())`);
    const port = await freePort();
    const api = start('api', port, { DATABASE_URL: url, QUARTERDECK_DEMO: '1' });
    await until(async () => {
      const [row] = await test.dataSource.query<{ isWaiting: boolean }[]>(
        `SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = $1
           AND wait_event_type = 'Lock') AS "isWaiting"`,
        [new URL(url).pathname.slice(1)],
      );
      return row!.isWaiting;
    });
    await other.query('COMMIT');
    await other.end();
    const address = `http://127.0.0.1:${port}`;
    await until(() => isReady(address));
    const clock = (await (await fetch(`${address}/api/demonstration`)).json()) as {
      isDemonstration: boolean;
      now: string;
    };
    expect(clock.isDemonstration).toBe(true);
    expect(Date.parse(clock.now)).toBeLessThan(Date.now() - A_YEAR_MS / 2);
    api.kill('SIGTERM');
    await once(api, 'exit');
    await drop();
  }, 90_000);
});
