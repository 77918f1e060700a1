import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { AlreadyRunningError, takeAppLock } from '../../../src/platform/database/embedded/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

describe('the lock of the running application', () => {
  let database: TestDatabase;
  let clients: pg.Client[] = [];

  async function connect(url = database.url): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    clients.push(client);
    return client;
  }

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterEach(async () => {
    await Promise.all(clients.map((client) => client.end()));
    clients = [];
  });

  afterAll(() => database.drop());

  it('refuses a second application, naming the address and process of the first', async () => {
    await takeAppLock(await connect(), { port: 3456, pid: process.pid });

    const second = takeAppLock(await connect(), { port: 3457, pid: 1 });

    await expect(second).rejects.toBeInstanceOf(AlreadyRunningError);
    await expect(second).rejects.toMatchObject({
      code: 'already_running',
      holder: { port: 3456, pid: process.pid },
      message: expect.stringContaining(`http://localhost:3456 (process ${process.pid})`),
    });
  });

  it('is free again once the first has ended its session', async () => {
    const first = await connect();
    await takeAppLock(first, { port: 3456, pid: process.pid });
    await first.end();
    clients = [];
    await expect(
      takeAppLock(await connect(), { port: 3457, pid: process.pid }),
    ).resolves.toBeUndefined();
  });

  it('waits a moment for the session of a process that was killed', async () => {
    const killed: ChildProcess = spawn('sleep', ['60']);
    const first = await connect();
    await takeAppLock(first, { port: 3456, pid: killed.pid! });
    killed.kill('SIGKILL');
    await once(killed, 'exit');

    const second = takeAppLock(await connect(), { port: 3457, pid: process.pid });
    setTimeout(() => void first.end(), 300);

    await expect(second).resolves.toBeUndefined();
    clients.shift();
  });

  it('is of one database: another one on the same server is free', async () => {
    const other = await createTestDatabase();
    await takeAppLock(await connect(), { port: 3456, pid: process.pid });
    const elsewhere = await connect(other.url);
    await expect(takeAppLock(elsewhere, { port: 3457, pid: process.pid })).resolves.toBeUndefined();
    await elsewhere.end();
    clients.pop();
    await other.drop();
  });
});
