import type { EntityManager } from 'typeorm';
import type { FileStore } from '../../platform/storage/file-store.js';
import {
  FORMAT,
  LineWriter,
  type BackupEnd,
  type BackupHeader,
  type Verified,
} from './backup-file.js';
import { fileLines } from './backup-files.js';

/** A session is for the installation as it runs: nobody is signed in to a restored one. */
const TRANSIENT = ['sessions', 'rate_limits'];
/** Written by the migrations themselves. */
const MIGRATIONS = 'migrations';
/** What one FETCH may bring: a row can be a whole PDF. */
const FETCH_BYTES = 4 * 1024 * 1024;
const FETCH_ROWS = 1000;

/**
 * The whole record as lines of text: a header, each table as a line with its name and number of rows
 * and then a line of JSON per row, the uploaded files, and an end with the hash of all that. Read in one transaction with
 * one view of the data (`REPEATABLE READ`), which the caller holds; never more than a few rows at once.
 */
export async function* backupLines(
  manager: EntityManager,
  store: FileStore,
  verify: () => Promise<Verified | null>,
): AsyncGenerator<string, BackupEnd> {
  const writer = new LineWriter();
  const header = await readHeader(manager);
  yield writer.line(JSON.stringify(header));
  let rows = 0;
  for (const { name, columns } of header.tables) {
    const [size] = await manager.query<{ rows: number; bytes: number }[]>(
      `SELECT count(*)::int AS rows, pg_table_size('"${name}"')::float AS bytes FROM "${name}"`,
    );
    yield writer.line(JSON.stringify({ table: name, rows: size!.rows }));
    rows += size!.rows;
    const atOnce = Math.floor((FETCH_BYTES * size!.rows) / Math.max(size!.bytes, 1));
    for await (const row of rowsOf(manager, name, columns, atOnce)) yield writer.line(row);
  }
  if (header.files) for await (const line of fileLines(manager, store)) yield writer.line(line);
  const end: BackupEnd = { sha256: writer.sha256, rows, verified: await verify() };
  yield `${JSON.stringify(end)}\n`;
  return end;
}

async function readHeader(manager: EntityManager): Promise<BackupHeader> {
  const [now] = await manager.query<{ at: Date }[]>('SELECT now() AS at');
  const migrations = await manager.query<{ name: string }[]>(
    `SELECT name FROM "${MIGRATIONS}" ORDER BY name`,
  );
  const tables = await manager.query<BackupHeader['tables']>(
    `SELECT c.table_name AS name, array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
       AND c.table_name <> ALL($1) GROUP BY c.table_name ORDER BY c.table_name`,
    [[...TRANSIENT, MIGRATIONS]],
  );
  // After the view of the data is fixed, so never behind it.
  const sequences = await manager.query<{ name: string; value: string }[]>(
    `SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL AND sequencename <> '${MIGRATIONS}_id_seq'`,
  );
  const hasFiles = tables.some(({ name }) => name === 'uploaded_files');
  const [files] = hasFiles
    ? await manager.query<{ count: number }[]>(
        "SELECT count(*)::int AS count FROM uploaded_files WHERE scan_state <> 'redacted'",
      )
    : [];
  return {
    quarterdeck: 'backup',
    format: FORMAT,
    madeAt: now!.at.toISOString(),
    migrations: migrations.map(({ name }) => name),
    sequences: Object.fromEntries(sequences.map(({ name, value }) => [name, value])),
    tables,
    ...(files && { files: files.count }),
  };
}

/** PostgreSQL's own JSON of each row: exact to the microsecond, and read back by the same rules. */
async function* rowsOf(
  manager: EntityManager,
  table: string,
  columns: readonly string[],
  atOnce: number,
): AsyncGenerator<string> {
  const names = columns.map((column) => `"${column}"`).join(', ');
  await manager.query(
    `DECLARE backup_rows NO SCROLL CURSOR FOR
     SELECT row_to_json(r)::text AS row FROM (SELECT ${names} FROM "${table}") r`,
  );
  const fetch = `FETCH ${Math.min(Math.max(atOnce, 1), FETCH_ROWS)} FROM backup_rows`;
  for (;;) {
    const found = await manager.query<{ row: string }[]>(fetch);
    if (found.length === 0) break;
    for (const { row } of found) yield row;
  }
  await manager.query('CLOSE backup_rows');
}
