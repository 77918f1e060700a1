import { createWriteStream, existsSync, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { DataSource, EntityManager } from 'typeorm';
import { readConfig } from '../../platform/config/config.js';
import { makeDataSource, refuseNewerSchema } from '../../platform/database/data-source.js';
import { fileStoreOf } from '../../platform/storage/choose-file-store.js';
import type { FileStore } from '../../platform/storage/file-store.js';
import { BackupError, type BackupEnd, type Verified } from '../backup/backup-file.js';
import { migrationNames } from '../backup/read-backup.js';
import { backupLines } from '../backup/write-backup.js';
import { openServer } from '../database.js';
import { report, verifyAll } from './verify.js';

const USAGE = `npm run backup -- FILE
  Writes everything into one new file, while Quarterdeck runs or not. “-” writes it to the standard
  output (npm run --silent backup -- - > FILE).`;

/** backup FILE: the whole record in one file, as it stood at one moment, with what verify says of it. */
export async function backup(args: string[]): Promise<number> {
  const [file] = args;
  if (args.length !== 1 || !file || (file.startsWith('-') && file !== '-')) {
    console.error(USAGE);
    return 2;
  }
  const say = file === '-' ? console.error : console.log;
  if (file !== '-' && existsSync(file))
    throw new BackupError(`There is a file ${file} already. Choose another name.`);
  const config = readConfig();
  const server = await openServer(config);
  try {
    const dataSource = await makeDataSource(server.url, [], {
      poolSize: 1,
      statementTimeoutMs: 0,
    }).initialize();
    try {
      const { rows, sha256, verified } = await writeBackup(dataSource, fileStoreOf(config), file);
      say(`Written: ${rows} rows, SHA-256 of the content ${sha256}.`);
      say('It holds accounts and unpublished text: keep it as carefully as the database.');
      if (verified) return report(verified, say);
      say('Not verified: the database is of an older version than this program.');
      return 0;
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await server.release();
  }
}

async function writeBackup(
  dataSource: DataSource,
  store: FileStore,
  file: string,
): Promise<BackupEnd> {
  await refuseNewerSchema(dataSource);
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    await manager.query('SET TRANSACTION READ ONLY');
    // Whoever takes the file may be slow.
    await manager.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    if (!(await hasRecord(manager)))
      throw new BackupError(
        'There is nothing to back up: Quarterdeck has not been started here yet.',
      );
    let end: BackupEnd | undefined;
    async function* lines(): AsyncGenerator<string> {
      end = yield* backupLines(manager, store, () => verifyIfCurrent(dataSource, manager, store));
    }
    await writeFile(file, Readable.from(lines()));
    return end!;
  });
}

const hasRecord = async (manager: EntityManager): Promise<boolean> => {
  const [found] = await manager.query<{ isThere: boolean }[]>(
    `SELECT to_regclass('public.audit_entries') IS NOT NULL AS "isThere"`,
  );
  return found!.isThere;
};

/** Verification knows the present schema only. */
async function verifyIfCurrent(
  dataSource: DataSource,
  manager: EntityManager,
  store: FileStore,
): Promise<Verified | null> {
  const [found] = await manager.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM migrations',
  );
  return found!.count === migrationNames(dataSource).length ? verifyAll(manager, store) : null;
}

/** Under its name only when it is whole and on the disk; readable by its owner alone. */
async function writeFile(file: string, lines: Readable): Promise<void> {
  if (file === '-') return pipeline(lines, createGzip(), process.stdout, { end: false });
  const partial = `${file}.partial-${process.pid}`;
  try {
    const target: WriteStream = createWriteStream(partial, {
      flags: 'wx',
      mode: 0o600,
      flush: true,
    });
    await pipeline(lines, createGzip(), target);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (!code || !['open', 'write', 'rename', 'fsync'].includes(syscall ?? '')) throw error;
    throw new BackupError(`The file ${file} could not be written (${code}).`, { cause: error });
  }
}
