import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  startOrAdoptDatabase,
  type EmbeddedDatabase,
} from '../../../src/platform/database/embedded/index.js';

const isRoot = process.getuid?.() === 0;
const itAsRoot = isRoot ? it : it.skip;

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(folder: string): Promise<number> {
  const text = await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

async function waitUntilGone(pid: number): Promise<void> {
  for (let wait = 0; wait < 100; wait += 1) {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (commandLine === '') return;
    await sleep(50);
  }
  throw new Error(`process ${pid} is still there`);
}

describe('the embedded database', () => {
  let parent: string;
  let folder: string;
  let open: EmbeddedDatabase[] = [];

  async function start(where = folder): Promise<EmbeddedDatabase> {
    const database = await startOrAdoptDatabase(where);
    open.push(database);
    return database;
  }

  async function restart(): Promise<EmbeddedDatabase> {
    await stopAll();
    return start();
  }

  async function stopAll(): Promise<void> {
    for (const database of open) await database.stop();
    open = [];
  }

  beforeAll(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'quarterdeck-embedded-'));
    await chmod(parent, 0o755);
    folder = path.join(parent, 'data');
  });

  afterAll(async () => {
    await stopAll();
    await rm(parent, { recursive: true, force: true });
  });

  it('is made once when two processes start together, and sweeps what a killed one left', async () => {
    const halfMade = path.join(folder, 'postgres.building-999999999-abcd');
    await mkdir(path.join(halfMade, 'data'), { recursive: true });
    await chmod(folder, 0o755);

    const [one, other] = await Promise.all([start(), start()]);

    expect(one!.url).toBe(other!.url);
    expect([one!.adopted, other!.adopted].sort()).toEqual([false, true]);
    expect(existsSync(halfMade)).toBe(false);
  });

  it('listens on this machine only, and keeps its password to itself', async () => {
    const { url } = await start();
    const rows = await query(
      url,
      `SELECT current_setting('listen_addresses') AS addresses, current_database() AS name`,
    );
    expect(rows).toEqual([{ addresses: '127.0.0.1', name: 'quarterdeck' }]);
    expect((await stat(path.join(folder, 'postgres-password'))).mode & 0o777).toBe(0o600);
    await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({
      code: '28P01',
    });
  });

  it('runs in a process session of its own, which Ctrl-C does not reach', async () => {
    await start();
    const pid = await postmasterPid(folder);
    const session = async (of: number | 'self'): Promise<string | undefined> =>
      (await readFile(`/proc/${of}/stat`, 'utf8')).split(') ')[1]?.split(' ')[3];
    expect(await session(pid)).not.toBe(await session(process.pid));
  });

  it('comes back where it was when it is killed, and not when it is stopped', async () => {
    const database = await restart();
    const said: string[] = [];
    const isBack = new Promise<void>((settle, fail) => {
      database.keepUp({
        onGone: () => said.push('gone'),
        onBack: async () => {
          said.push('back');
          settle();
        },
        onLost: fail,
      });
    });
    await query(database.url, 'CREATE TABLE survives AS SELECT 1 AS id');
    process.kill(await postmasterPid(folder), 'SIGKILL');
    await isBack;
    expect(await query(database.url, 'SELECT id FROM survives')).toEqual([{ id: 1 }]);

    const pid = await postmasterPid(folder);
    await stopAll();
    await waitUntilGone(pid);
    await expect(query(database.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(said).toEqual(['gone', 'back']);
  });

  it('is adopted by a second start, and leaves with the last one who uses it', async () => {
    const first = await restart();
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS id');
    const second = await start();
    expect(second).toMatchObject({ adopted: true, url: first.url });

    expect(await second.stopUnlessInUse()).toBe(false);
    expect(await query(first.url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);

    const visitor = new pg.Client({ connectionString: first.url });
    await visitor.connect();
    const third = await start();
    await first.stopUnlessInUse();
    expect(await third.stopUnlessInUse()).toBe(false);
    await visitor.end();

    const fourth = await start();
    expect(await fourth.stopUnlessInUse()).toBe(true);
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('may be stopped twice', async () => {
    const database = await start();
    await database.stop();
    await expect(database.stop()).resolves.toBeUndefined();
  });

  it('recovers what was committed before kill -9 of the server', async () => {
    const database = await restart();
    await query(database.url, 'CREATE TABLE committed AS SELECT 7 AS id');
    const pid = await postmasterPid(folder);
    process.kill(pid, 'SIGKILL');

    const recovered = await start();

    expect(recovered.adopted).toBe(false);
    expect(await query(recovered.url, 'SELECT id FROM committed')).toEqual([{ id: 7 }]);
  });

  it('is not fooled by a stale file whose process number another program has now', async () => {
    await restart();
    const pidFile = path.join(folder, 'postgres', 'postmaster.pid');
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await stopAll();
    const { uid, gid } = await stat(path.join(folder, 'postgres'));
    const stranger = spawn('sleep', ['60'], isRoot ? { uid, gid } : {});
    try {
      await writeFile(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'));
      const database = await start();
      expect(database.adopted).toBe(false);
      expect(await query(database.url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
      expect(stranger.exitCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });

  it('waits for a server that is on its way out', async () => {
    await restart();
    const pid = await postmasterPid(folder);
    process.kill(pid, 'SIGINT');
    const database = await start();
    await waitUntilGone(pid);
    expect(await query(database.url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
  });

  describe('refuses, saying what, where and what to do,', () => {
    beforeEach(stopAll);

    it('a place that is no folder', async () => {
      const file = path.join(parent, 'file');
      await writeFile(file, '');
      await expect(start(file)).rejects.toMatchObject({
        code: 'folder_unwritable',
        message: expect.stringMatching(
          /\/file but cannot write there \(ENOTDIR\).*QUARTERDECK_DATA/,
        ),
      });
    });

    it('a folder that nobody may write to', async () => {
      // /proc refuses root as well: a file in an existing folder, and a new folder.
      for (const place of ['/proc/1', '/proc/quarterdeck']) {
        await expect(start(place)).rejects.toMatchObject({
          code: 'folder_unwritable',
          message: expect.stringContaining(place),
        });
      }
    });

    itAsRoot('a folder that the database user may not enter', async () => {
      const home = path.join(parent, 'private');
      await mkdir(home, { mode: 0o700 });
      await expect(start(path.join(home, 'data'))).rejects.toMatchObject({
        code: 'folder_unreachable',
        message: expect.stringContaining(`may not enter ${home}.`),
      });
    });

    it('data of another PostgreSQL version', async () => {
      const version = path.join(folder, 'postgres', 'PG_VERSION');
      await writeFile(version, '17\n');
      try {
        await expect(start()).rejects.toMatchObject({
          code: 'data_version',
          message: expect.stringContaining('made by PostgreSQL 17'),
        });
      } finally {
        await writeFile(version, '18\n');
      }
    });

    it('a folder of files that are no database', async () => {
      await mkdir(path.join(parent, 'mine', 'postgres'), { recursive: true });
      await writeFile(path.join(parent, 'mine', 'postgres', 'notes.txt'), 'keep me');
      await expect(start(path.join(parent, 'mine'))).rejects.toMatchObject({
        code: 'data_not_a_database',
      });
    });

    it('a database whose password file is gone, or holds another password', async () => {
      const file = path.join(folder, 'postgres-password');
      await rename(file, `${file}.away`);
      await expect(start()).rejects.toMatchObject({ code: 'password_missing' });

      await writeFile(file, 'another\n', { mode: 0o600 });
      await expect(start()).rejects.toMatchObject({ code: 'password_refused' });

      await rename(`${file}.away`, file);
      expect((await start()).url).toContain('postgres://');
    });

    it('settings that PostgreSQL does not understand, with its own words', async () => {
      const extra = path.join(folder, 'postgres', 'postgresql.auto.conf');
      await writeFile(extra, `work_mem = 'plenty'\n`);
      try {
        await expect(start()).rejects.toMatchObject({
          code: 'start_failed',
          message: expect.stringContaining('invalid value for parameter "work_mem": "plenty"'),
        });
      } finally {
        await writeFile(extra, '');
      }
    });
  });
});
