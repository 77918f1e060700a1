import {
  MigrationExecutor,
  type DataSource,
  type EntityManager,
  type QueryFailedError,
  type QueryRunner,
} from 'typeorm';
import {
  BackupError,
  damaged,
  FORMAT,
  LineReader,
  parseLine,
  type BackupEnd,
  type BackupHeader,
} from './backup-file.js';
import { readFiles, type FilePlace } from './backup-files.js';

const INSERT_BYTES = 1024 * 1024;
const INSERT_ROWS = 500;

/** What was read: its first line and its last. */
export interface ReadBackup {
  header: BackupHeader;
  end: BackupEnd;
}

/**
 * Puts the content of a backup into an emptied schema, inside the caller's transaction: the tables as
 * they were when it was made, their rows, the uploaded files, then the migrations that this program has beyond them. The
 * hash is compared at the end: until the caller commits, nothing has changed.
 *
 * @throws BackupError when the file is not whole, or of a newer program
 */
export async function readBackup(
  runner: QueryRunner,
  dataSource: DataSource,
  bytes: AsyncIterable<Buffer>,
  place: FilePlace,
  added: string[],
): Promise<ReadBackup> {
  const lines = new LineReader(bytes);
  const header = asHeader(parseLine<BackupHeader>(await lines.next()), dataSource);
  await migrateTo(header.migrations, runner, dataSource);
  await refuseOtherTables(runner.manager, header);
  const restoreGuards = await withoutGuards(runner.manager);
  let rows = 0;
  for (const { name, columns } of header.tables)
    rows += await readTable(runner.manager, lines, name, columns);
  await readFiles(lines, header.files ?? 0, place, added);
  const { sha256 } = lines;
  const end = parseLine<BackupEnd>(await lines.next());
  if (end.sha256 !== sha256 || end.rows !== rows || !(await lines.isAtEnd())) throw damaged();
  for (const [name, value] of Object.entries(header.sequences)) {
    await runner.manager.query('SELECT setval($1::regclass, $2)', [`"${name}"`, value]);
  }
  await restoreGuards();
  await migrateTo(migrationNames(dataSource), runner, dataSource);
  await runner.query('ANALYZE');
  return { header, end: end as BackupEnd };
}

export const migrationNames = (dataSource: DataSource): string[] =>
  dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name).sort();

function asHeader(header: Partial<BackupHeader>, dataSource: DataSource): BackupHeader {
  if (header.quarterdeck !== 'backup') {
    throw new BackupError('This is no backup of Quarterdeck. Nothing was changed.');
  }
  const known = new Set(migrationNames(dataSource));
  const unknown = [...(header.migrations ?? [])].filter((name) => !known.has(name));
  if (header.format !== FORMAT || unknown.length > 0) {
    throw new BackupError(
      `This backup was made by a newer version${unknown.length > 0 ? ` (it has ${unknown.join(', ')})` : ''}. ` +
        'Restore it with that version. Nothing was changed.',
    );
  }
  const { migrations, tables, sequences } = header;
  if (!Array.isArray(migrations) || !Array.isArray(tables) || !sequences) throw damaged();
  return header as BackupHeader;
}

/** Runs the migrations named that have not run, in the transaction that is open. */
async function migrateTo(
  names: readonly string[],
  runner: QueryRunner,
  dataSource: DataSource,
): Promise<void> {
  const migrations = dataSource.migrations.filter((migration) =>
    names.includes(migration.name ?? migration.constructor.name),
  );
  const upTo = Object.create(dataSource, { migrations: { value: migrations } }) as DataSource;
  await new MigrationExecutor(upTo, runner).executePendingMigrations();
}

/** The names go into statements: they are those of our own schema, or the file is not ours. */
async function refuseOtherTables(manager: EntityManager, header: BackupHeader): Promise<void> {
  const found = await manager.query<{ name: string }[]>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  const known = new Set(found.map(({ name }) => name));
  const named = header.tables.flatMap(({ name, columns }) =>
    columns.map((column) => `${name}.${column}`),
  );
  if (!named.every((name) => known.has(name))) throw damaged();
}

/**
 * Takes triggers and foreign keys out of the way and empties what the migrations wrote: rows come back
 * as they were, in any order. Answers with what puts the guards back; the keys are checked then.
 */
async function withoutGuards(manager: EntityManager): Promise<() => Promise<void>> {
  const tables = await manager.query<{ name: string }[]>(
    `SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
  );
  const keys = await manager.query<{ table: string; name: string; definition: string }[]>(
    `SELECT conrelid::regclass::text AS table, format('%I', conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY conname`,
  );
  for (const key of keys)
    await manager.query(`ALTER TABLE ${key.table} DROP CONSTRAINT ${key.name}`);
  for (const { name } of tables) {
    await manager.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    await manager.query(`TRUNCATE ${name}`);
  }
  return async () => {
    for (const { name } of tables) await manager.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    for (const key of keys) {
      await manager
        .query(`ALTER TABLE ${key.table} ADD CONSTRAINT ${key.name} ${key.definition}`)
        .catch(asDamage);
    }
  };
}

async function readTable(
  manager: EntityManager,
  lines: LineReader,
  name: string,
  columns: readonly string[],
): Promise<number> {
  const { table, rows } = parseLine<{ table: string; rows: number }>(await lines.next());
  if (table !== name || rows === undefined) throw damaged();
  const list = columns.map((column) => `"${column}"`).join(', ');
  const insert = `INSERT INTO "${name}" (${list}) OVERRIDING SYSTEM VALUE
    SELECT ${list} FROM json_populate_recordset(NULL::"${name}", $1::json)`;
  let batch: string[] = [];
  let bytes = 0;
  for (let row = 1; row <= rows; row += 1) {
    const line = await lines.next();
    batch.push(line);
    bytes += line.length;
    if (row < rows && batch.length < INSERT_ROWS && bytes < INSERT_BYTES) continue;
    await manager.query(insert, [`[${batch.join(',')}]`]).catch(asDamage);
    batch = [];
    bytes = 0;
  }
  return rows;
}

/** What the database cannot read or keep was never in it. */
function asDamage(error: unknown): never {
  const { code } = (error as QueryFailedError<Error & { code?: string }>).driverError ?? {};
  throw code && /^2[23]/.test(code) ? damaged(error) : error;
}
