import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from '@playwright/test';
import { Api } from '../fixtures/api.js';
import { DemonstrationApp, startRefused } from '../fixtures/app.js';

/** Running it as an operator does: stops, kills, second starts, and somebody tampering. */
test.describe.serial('an operator', () => {
  test.setTimeout(180_000);
  let app: DemonstrationApp;

  const postmaster = (): string[] =>
    readFileSync(join(app.folder, 'postgres/postmaster.pid'), 'utf8').split('\n');

  const database = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: Number(postmaster()[3]),
      user: 'quarterdeck',
      database: 'quarterdeck',
      password: readFileSync(join(app.folder, 'postgres-password'), 'utf8').trim(),
    });
    await client.connect();
    return client;
  };

  const lastEntry = async (): Promise<{ seq: string; hash: string }> => {
    const client = await database();
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

  test('is told that a port is taken', async () => {
    const other = await DemonstrationApp.start();
    await other.end();
    const port = new URL(app.address).port;
    const { code, output } = await startRefused({ QUARTERDECK_DATA: other.folder, PORT: port });
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken`);
    rmSync(other.folder, { recursive: true, force: true });
  });

  test('loses nothing by stopping and starting', async () => {
    await Api.signIn(app.address, 'auditor@example.org');
    const before = await lastEntry();
    expect(await app.end()).toBe(0);
    expect(() => postmaster()).toThrow();
    app = await DemonstrationApp.start(app.folder);
    expect(await lastEntry()).toEqual(before);
  });

  test('loses nothing when everything is killed', async () => {
    await Api.signIn(app.address, 'auditor@example.org');
    const before = await lastEntry();
    const databaseProcess = Number(postmaster()[0]);
    await app.end('SIGKILL');
    process.kill(databaseProcess, 'SIGKILL');
    app = await DemonstrationApp.start(app.folder);
    expect(await lastEntry()).toEqual(before);
    expect((await app.command('verify')).code).toBe(0);
  });

  test('loses nothing when only the application is killed: the database is adopted', async () => {
    const before = await lastEntry();
    const databaseProcess = postmaster()[0];
    await app.end('SIGKILL');
    app = await DemonstrationApp.start(app.folder);
    expect(postmaster()[0]).toBe(databaseProcess);
    expect(await lastEntry()).toEqual(before);
  });

  test('finds out by verify what was edited behind the system’s back', async () => {
    expect((await app.command('verify')).code).toBe(0);
    const client = await database();
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
