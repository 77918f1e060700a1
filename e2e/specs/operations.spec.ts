import { existsSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from '@playwright/test';
import { Api } from '../fixtures/api.js';
import { DemonstrationApp, newFolder, runCommand, startRefused } from '../fixtures/app.js';

/** Running it as an operator does: stops, kills, second starts, and somebody tampering. */
test.describe.serial('an operator', () => {
  test.setTimeout(180_000);
  let app: DemonstrationApp;

  const lastEntry = async (): Promise<{ seq: string; hash: string }> => {
    const client = await app.database();
    const { rows } = await client.query<{ seq: string; hash: string }>(
      'SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1',
    );
    await client.end();
    return rows[0]!;
  };

  test.beforeAll(async () => {
    app = await DemonstrationApp.start();
  });
  test.afterAll(async () => {
    await app.end();
    rmSync(app.folder, { recursive: true, force: true });
  });

  test('is told where it runs already, and nothing is disturbed', async () => {
    const { code, output } = await startRefused({ QUARTERDECK_DATA: app.folder, PORT: '0' });
    expect(code).toBe(1);
    expect(output).toContain(new URL(app.address).port);
    expect((await fetch(`${app.address}/readyz`)).status).toBe(200);
  });

  test('has the scripts of a first screen handed out packed, in at most 350 kB', async () => {
    const page = await (await fetch(`${app.address}/app`)).text();
    const files = [...page.matchAll(/"(\/app\/assets\/[^"]+\.(?:js|css))"/g)].map(
      (found) => found[1]!,
    );
    const read = async (file: string, encoding: string) => {
      const answer = await fetch(app.address + file, { headers: { 'accept-encoding': encoding } });
      return { headers: answer.headers, text: await answer.text() };
    };
    let bytes = 0;
    for (const file of files) {
      const [packed, plain] = [await read(file, 'gzip'), await read(file, 'identity')];
      expect(packed.headers.get('content-encoding')).toBe('gzip');
      expect(packed.headers.get('vary')).toContain('accept-encoding');
      expect(plain.headers.get('content-encoding')).toBeNull();
      expect(packed.text).toBe(plain.text);
      bytes += Number(packed.headers.get('content-length'));
    }
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(350_000);
  });

  test('is told that a port is taken', async () => {
    const other = await DemonstrationApp.start();
    await other.end();
    const port = new URL(app.address).port;
    const { code, output } = await startRefused({ QUARTERDECK_DATA: other.folder, PORT: port });
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken`);
    rmSync(other.folder, { recursive: true, force: true });
  });

  test('is told so before anything is made, when the data would be new', async () => {
    const folder = join(newFolder(), 'data');
    const port = new URL(app.address).port;
    const { code, output } = await startRefused({ QUARTERDECK_DATA: folder, PORT: port });
    expect(code).toBe(1);
    expect(output.trim()).toMatch(new RegExp(`^Port ${port} is taken.*$`));
    expect(existsSync(folder)).toBe(false);
  });

  test('is obeyed at once during a start, and goes on from there the next time', async () => {
    const folder = newFolder();
    const halted = await DemonstrationApp.launch(folder);
    await expect.poll(() => existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(true);
    const asked = Date.now();
    expect(await halted.end()).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5_000);
    expect(() => halted.postmaster()).toThrow();
    const next = await DemonstrationApp.start(folder);
    expect((await next.command('verify')).code).toBe(0);
    await next.stop();
  });

  test('backs up while people work, and restores into a new folder or another server', async () => {
    const folder = newFolder();
    const file = join(folder, 'backup');
    const written = await app.command('backup', file);
    expect(written.code).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await app.command('backup', file)).output).toContain('There is a file');
    const inUse = await app.command('restore', '--replace', file);
    expect(inUse.code).toBe(1);
    expect(inUse.output).toContain('Quarterdeck uses this database');

    const said = (await app.command('verify')).output;
    const admin = new pg.Client({ connectionString: app.databaseUrl('postgres', 'postgres') });
    await admin.connect();
    await admin.query('CREATE DATABASE restored OWNER quarterdeck');
    const server = {
      DATABASE_URL: app.databaseUrl('quarterdeck', 'restored'),
      QUARTERDECK_DATA: join(folder, 'files-of-the-server'),
    };
    for (const env of [{ QUARTERDECK_DATA: join(folder, 'data') }, server]) {
      const restored = await runCommand(['restore', file], env);
      expect(restored.code).toBe(0);
      expect(restored.output).toContain(said);
    }
    const env = { QUARTERDECK_DATA: join(folder, 'data') };
    // And back, from the server.
    const saidThere = (await runCommand(['verify'], server)).output;
    const second = join(folder, 'backup-of-the-server');
    expect((await runCommand(['backup', second], server)).code).toBe(0);
    const back = await runCommand(['restore', '--replace', second], env);
    expect(back.output).toContain(saidThere);
    expect(back.code).toBe(0);
    await admin.query('DROP DATABASE restored WITH (FORCE)');
    await admin.end();

    expect((await runCommand(['restore', file], env)).output).toContain('not empty');
    truncateSync(file, statSync(file).size - 100);
    expect((await runCommand(['restore', '--replace', file], env)).output).toContain('cut off');
    expect((await runCommand(['verify'], env)).code).toBe(0);
    rmSync(folder, { recursive: true, force: true });
  });

  test('loses nothing by stopping and starting', async () => {
    await Api.signIn(app.address, 'auditor@example.org');
    const before = await lastEntry();
    expect(await app.end()).toBe(0);
    expect(() => app.postmaster()).toThrow();
    app = await DemonstrationApp.start(app.folder);
    expect(await lastEntry()).toEqual(before);
  });

  test('loses nothing when everything is killed', async () => {
    await Api.signIn(app.address, 'auditor@example.org');
    const before = await lastEntry();
    await app.killEverything();
    app = await DemonstrationApp.start(app.folder);
    expect(await lastEntry()).toEqual(before);
    expect((await app.command('verify')).code).toBe(0);
  });

  test('loses nothing when only the application is killed: the database is adopted', async () => {
    const before = await lastEntry();
    const databaseProcess = app.postmaster()[0];
    await app.end('SIGKILL');
    app = await DemonstrationApp.start(app.folder);
    expect(app.postmaster()[0]).toBe(databaseProcess);
    expect(await lastEntry()).toEqual(before);
  });

  test('finds out by verify what was edited behind the system’s back', async () => {
    expect((await app.command('verify')).code).toBe(0);
    const client = await app.database();
    await expect(client.query("UPDATE audit_entries SET kind = 'x' WHERE seq = 7")).rejects.toThrow(
      'append-only',
    );
    await client.query('ALTER TABLE audit_entries DISABLE TRIGGER tr_audit_entries_append_only');
    const { rows } = await client.query<{ kind: string }>(
      'SELECT kind FROM audit_entries WHERE seq = 7',
    );
    await client.query("UPDATE audit_entries SET kind = 'person.invented' WHERE seq = 7");
    const tampered = await app.command('verify');
    expect(tampered.code).toBe(1);
    expect(tampered.output).toContain('7');

    await client.query('UPDATE audit_entries SET kind = $1 WHERE seq = 7', [rows[0]!.kind]);
    await client.query('ALTER TABLE audit_entries ENABLE TRIGGER tr_audit_entries_append_only');
    await client.end();
    expect((await app.command('verify')).code).toBe(0);
  });
});
