import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../../migrations/index.js';
import { migrationNames } from '../../../src/app/backup/read-backup.js';
import { restore } from '../../../src/app/backup/restore.js';
import { backupLines } from '../../../src/app/backup/write-backup.js';
import { verifyAll } from '../../../src/app/commands/verify.js';
import { LoadDemonstration } from '../../../src/app/demonstration/load-demonstration.js';
import { makeDataSource } from '../../../src/platform/database/data-source.js';
import { Files } from '../../../src/modules/files/index.js';
import { Outbox } from '../../../src/platform/queue/outbox.js';
import { DiskStore } from '../../../src/platform/storage/disk-store.js';
import type { FileStore } from '../../../src/platform/storage/file-store.js';
import { aPdf } from '../../builders/zip.js';
import { checksums } from '../../support/checksums.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let backup: Buffer;
let target: TestDatabase;
let dataSource: DataSource;
let dataFolder: string;
let files: FileStore;
let uploaded: string;

const open = (url: string): Promise<DataSource> =>
  makeDataSource(url, [], { poolSize: 1, statementTimeoutMs: 0 }).initialize();

/** The backup of a database, as its text before it is packed. */
async function backUp(from: DataSource, isVerified = true): Promise<Buffer> {
  const lines: string[] = [];
  await from.transaction('REPEATABLE READ', async (manager) => {
    const verify = async () => (isVerified ? verifyAll(manager, test.files) : null);
    for await (const line of backupLines(manager, test.files, verify)) lines.push(line);
  });
  return Buffer.from(lines.join(''));
}

/** In pieces that end anywhere, as a file comes. */
async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += 65_521) yield bytes.subarray(from, from + 65_521);
}

const restoreInto = (bytes: Buffer, isReplacing = false): ReturnType<typeof restore> =>
  restore(dataSource, inPieces(bytes), isReplacing, { store: files, dataFolder });

const withoutTrail = (sums: Record<string, string>): Record<string, string> => ({
  ...sums,
  audit_entries: '',
  audit_heads: '',
});

beforeAll(async () => {
  test = await TestApp.start();
  await test.app.get(LoadDemonstration).whenEmpty();
  // Whatever text, number and time PostgreSQL can keep has to come back the same.
  await test.manager.query(
    `UPDATE organisations SET name = $1 WHERE id = (SELECT id FROM organisations LIMIT 1)`,
    ['A “quoted” name\\N\twith\nlines, \\., {"json": [1.10]}, 🐘 and e\u0301'],
  );
  await test.signIn('auditor@example.org', 'quarterdeck-demo');
  // Longer than one piece of the backup.
  const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(7_000_001, 'x')]);
  const [person] = await test.manager.query<{ id: string }[]>('SELECT id FROM people LIMIT 1');
  const actor = await test.actor(person!.id);
  uploaded = (await test.app.get(Files).take(actor, Readable.from([pdf]))).sha256;
  backup = await backUp(test.dataSource);
}, 120_000);
afterAll(() => test.stop());

beforeEach(async () => {
  target = await createTestDatabase();
  dataSource = await open(target.url);
  dataFolder = await mkdtemp(join(tmpdir(), 'quarterdeck-restored-'));
  files = new DiskStore(dataFolder);
});
afterEach(async () => {
  await dataSource.destroy();
  await target.drop();
  await rm(dataFolder, { recursive: true });
});

it('comes back exactly as it was, verified, with everybody signed out and the restore in the trail', async () => {
  const { verified, end } = await restoreInto(backup);
  expect(verified).toEqual(await verifyAll(test.dataSource, test.files));
  expect(end.verified).toEqual(verified);
  expect(withoutTrail(await checksums(dataSource))).toEqual(
    withoutTrail(await checksums(test.dataSource)),
  );
  expect(await dataSource.query('SELECT 1 FROM sessions')).toEqual([]);
  expect(await test.manager.query('SELECT 1 FROM sessions')).not.toEqual([]);

  const trail = 'SELECT * FROM audit_entries ORDER BY seq';
  const restored = await dataSource.query<{ kind: string; data: object }[]>(trail);
  expect(restored.slice(0, -1)).toEqual(await test.manager.query(trail));
  expect(restored.at(-1)).toMatchObject({
    kind: 'installation.restored',
    data: { backupSha256: end.sha256 },
  });
  expect((await verifyAll(dataSource, files)).wrong).toBeUndefined();
}, 60_000);

it('brings the uploaded files with it, and finds out when one of them is another or gone', async () => {
  await restoreInto(backup);
  const path = join(dataFolder, 'files', uploaded.slice(0, 2), uploaded);
  expect((await readFile(path)).length).toBe(7_000_010);
  await writeFile(path, '%PDF-1.7 other');
  expect((await verifyAll(dataSource, files)).wrong).toContain('holds other bytes');
  await rm(path);
  expect((await verifyAll(dataSource, files)).wrong).toContain('cannot be read');
}, 60_000);

it('takes back the files of a restore that is given up', async () => {
  const text = backup.toString('utf8');
  const cut = Buffer.from(text.slice(0, text.lastIndexOf('{"sha256"')) + '{"sha256":"0"}\n');
  await expect(restoreInto(cut)).rejects.toThrow('not a whole backup');
  const kept = await readdir(join(dataFolder, 'files'), { recursive: true });
  expect(kept.filter((name) => name.length > 64)).toEqual([]);
}, 60_000);

it('leaves every guard of the schema as the migrations made it', async () => {
  const guards = `
    SELECT conrelid::regclass || ' ' || conname AS name, pg_get_constraintdef(oid) AS what, '' AS how FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), '' FROM pg_index
      WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    ORDER BY 1, 2`;
  await restoreInto(backup);
  expect(await dataSource.query(guards)).toEqual(await test.manager.query(guards));
  await expect(dataSource.query('DELETE FROM audit_entries')).rejects.toThrow('append-only');
}, 60_000);

it('goes on with numbers that were never given out', async () => {
  await restoreInto(backup);
  const next = (from: DataSource): Promise<unknown> =>
    from.query("SELECT nextval(pg_get_serial_sequence('outbox_events', 'id')) AS value");
  expect(await next(dataSource)).toEqual(await next(test.dataSource));
}, 60_000);

it('is refused by a database that holds something, unless told to take its place', async () => {
  const before = await backUp(dataSource);
  await restoreInto(backup);
  await expect(restoreInto(backup)).rejects.toThrow(/not empty: it has \d+ accounts/);
  await restoreInto(before, true);
  expect(await dataSource.query('SELECT 1 FROM people')).toEqual([]);
  await restoreInto(backup, true);
  expect(withoutTrail(await checksums(dataSource))).toEqual(
    withoutTrail(await checksums(test.dataSource)),
  );
}, 60_000);

it('is refused when it was cut off or altered anywhere, and changes nothing', async () => {
  await restoreInto(backup);
  const before = await checksums(dataSource);
  const middle = backup.indexOf('"work');
  const altered = Buffer.from(backup);
  altered[middle + 1] = 'W'.charCodeAt(0);
  const lines = backup.toString().split('\n');
  const withoutARow = lines.filter((_, index) => index !== 3).join('\n');
  for (const wrong of [
    backup.subarray(0, backup.length - 1),
    backup.subarray(0, backup.length - 40),
    backup.subarray(0, backup.length / 2),
    backup.subarray(0, 10),
    Buffer.alloc(0),
    altered,
    Buffer.from(withoutARow),
    Buffer.concat([backup, backup]),
    Buffer.from('{"something":"else"}\n'),
    Buffer.from('null\n'),
    Buffer.from(backup.toString().replace('"tables"', '"tablez"')),
    Buffer.from(backup.toString().replace('"name":"people"', '"name":"people\\""')),
  ]) {
    await expect(restoreInto(wrong, true)).rejects.toThrow('Nothing was changed');
    expect(await checksums(dataSource)).toEqual(before);
  }
}, 120_000);

it('is refused while anybody of Quarterdeck’s is connected', async () => {
  const other = new pg.Client({
    connectionString: target.url,
    application_name: 'quarterdeck listener',
  });
  await other.connect();
  await expect(restoreInto(backup)).rejects.toThrow('Quarterdeck uses this database');
  await other.end();
});

it('is refused by a database of somebody else, whatever is said', async () => {
  await dataSource.query(
    'DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE theirs ()',
  );
  await expect(restoreInto(backup, true)).rejects.toThrow('not Quarterdeck’s');
  expect(await dataSource.query("SELECT to_regclass('theirs') IS NOT NULL AS kept")).toEqual([
    { kept: true },
  ]);
});

it('is refused when a newer version made it', async () => {
  const [header, ...rest] = backup.toString().split('\n');
  const newer = JSON.parse(header!) as { migrations: string[] };
  newer.migrations.push('AddTomorrow1999999999999');
  await expect(
    restoreInto(Buffer.from([JSON.stringify(newer), ...rest].join('\n'))),
  ).rejects.toThrow('AddTomorrow1999999999999');
});

it('is brought up to date when an older version made it', async () => {
  await dataSource.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const older = makeDataSource(target.url, [], { poolSize: 1 }).setOptions({
    migrations: MIGRATIONS.slice(0, -1),
  });
  await older.initialize();
  await older.runMigrations();
  await older.query(
    `INSERT INTO organisations (id, name, short_name) VALUES (gen_random_uuid(), 'An older body', 'AOB')`,
  );
  const old = await backUp(older, false);
  await older.destroy();

  await restoreInto(old, true);
  const names = await dataSource.query<{ name: string }[]>(
    'SELECT name FROM migrations ORDER BY name',
  );
  expect(names.map(({ name }) => name)).toEqual(migrationNames(dataSource));
  expect(await dataSource.query('SELECT name FROM organisations')).toEqual([
    { name: 'An older body' },
  ]);
}, 60_000);

it('holds what was in flight: an event that nobody had heard is heard after the restore', async () => {
  await test.manager.query(
    `INSERT INTO outbox_events (kind, payload, origin, happened_at) VALUES ('nothing.heard', '{}', 'system', now())`,
  );
  const waiting = 'SELECT count(*)::int AS count FROM outbox_events WHERE dispatched_at IS NULL';
  const [before] = await test.manager.query<{ count: number }[]>(waiting);
  expect(before!.count).toBeGreaterThan(0);
  await restoreInto(await backUp(test.dataSource));
  expect(await dataSource.query(waiting)).toEqual([before]);
  await test.app.get(Outbox).sweep();
}, 60_000);

it('takes the bytes of a redacted file out of a store that still has them, once all else is in place', async () => {
  const [update] = await test.manager.query<[{ id: string; email: string }]>(
    `SELECT u.id, p.email FROM updates u JOIN rounds r ON r.id = u.round_id JOIN people p ON p.id = u.owner_id
     WHERE r.state = 'open' AND NOT r.is_summary AND u.state = 'drafting' LIMIT 1`,
  );
  const owner = await test.signIn(update.email, 'quarterdeck-demo');
  const path = `/api/updates/${update.id}/evidence`;
  const body = { title: 'Minutes', name: 'm.pdf', marking: 'official', isPublished: true };
  const evidence = await test.request('POST', `${path}/files`, { as: owner, body });
  const evidenceId = String(evidence.body['id']);
  await test.request('PUT', `${path}/${evidenceId}/file`, { as: owner, body: aPdf('A name.') });
  const [{ sha256 }] = await test.manager.query<[{ sha256: string }]>(
    'SELECT sha256 FROM uploaded_files WHERE sha256 <> $1',
    [uploaded],
  );
  const before = await backUp(test.dataSource);
  await restoreInto(before);

  const as = async (who: string) =>
    test.signIn(`secretariat.${who}@example.org`, 'quarterdeck-demo');
  const asked = await test.request('POST', `/api/updates/${update.id}/redactions`, {
    as: as('officer'),
    body: { evidenceId, reason: 'It names a victim.' },
  });
  const redaction = `/api/redactions/${String(asked.body['id'])}`;
  const shown = await test.request<{ effect: { hash: string } }>('GET', redaction, {
    as: as('manager'),
  });
  const confirmed = await test.request('POST', `${redaction}/confirm`, {
    as: as('manager'),
    body: { effectHash: shown.body.effect.hash },
  });
  expect(confirmed.status).toBe(200);
  // Made while the bytes still wait to be taken out: it says so, and is restored without them.
  const early = await backUp(test.dataSource);
  expect((await restoreInto(early, true)).verified.wrong).toBeUndefined();
  await restoreInto(before, true);
  expect(await files.has(sha256)).toBe(true);
  await test.files.remove(sha256);
  const redacted = await backUp(test.dataSource);
  await expect(restoreInto(redacted.subarray(0, -40), true)).rejects.toThrow('Nothing was changed');
  expect(await files.has(sha256)).toBe(true);
  // A store that fails in the end costs nothing of what is restored.
  await files.remove(uploaded);
  const away = Object.assign(Object.create(files) as FileStore, {
    remove: (hash: string) =>
      hash === sha256 ? Promise.reject(new Error('away')) : files.remove(hash),
  });
  await expect(
    restore(dataSource, inPieces(redacted), true, { store: away, dataFolder }),
  ).rejects.toThrow('The backup is restored');
  expect([await files.has(sha256), await files.has(uploaded)]).toEqual([true, true]);
  expect((await restoreInto(redacted, true)).verified.wrong).toBeUndefined();
  expect([await files.has(sha256), await files.has(uploaded)]).toEqual([false, true]);
  expect((await verifyAll(dataSource, files)).wrong).toBeUndefined();
}, 60_000);
