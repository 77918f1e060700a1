import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FILE_FORMS } from '../../../src/modules/publication/index.js';
import { buildWorld, PASSWORD } from '../../builders/world.js';
import { publishAll } from '../../builders/signed-round.js';
import { TestApp } from '../../support/test-app.js';

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

  const start = (role: string, port = 0): ChildProcess => {
    const { REDIS_URL: _, ...env } = process.env;
    const isOnRedis = process.env.QUEUE_BACKEND === 'redis';
    const child = spawn(process.execPath, [MAIN, role], {
      env: {
        ...env,
        DATABASE_URL: test.url,
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
    await until(() =>
      fetch(`${address}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
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
});
