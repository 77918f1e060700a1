import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { DataSource } from 'typeorm';
import { readConfig } from '../../platform/config/config.js';
import { makeDataSource } from '../../platform/database/data-source.js';
import { fileStoreOf } from '../../platform/storage/choose-file-store.js';
import { BackupError, damaged } from '../backup/backup-file.js';
import type { FilePlace } from '../backup/backup-files.js';
import { restore as restoreInto, type Restored } from '../backup/restore.js';
import { openServer } from '../database.js';
import { report } from './verify.js';

const REPLACE = '--replace';
const USAGE = `npm run restore -- [${REPLACE}] FILE
  Puts a backup into the database, which must be empty and not in use. With ${REPLACE} it takes the
  place of what is there, for good. “-” reads it from the standard input.`;

/** restore FILE: a backup put in place and verified; all of it, or nothing. */
export async function restore(args: string[]): Promise<number> {
  const [file, ...more] = args.filter((arg) => arg !== REPLACE);
  if (!file || more.length > 0 || (file.startsWith('-') && file !== '-')) {
    console.error(USAGE);
    return 2;
  }
  const config = readConfig();
  const server = await openServer(config);
  try {
    const dataSource = await makeDataSource(server.url, [], {
      poolSize: 1,
      statementTimeoutMs: 0,
    }).initialize();
    try {
      const { header, end, verified } = await readInto(dataSource, file, args.includes(REPLACE), {
        store: fileStoreOf(config),
        dataFolder: config.dataFolder,
      });
      console.log(`Restored: ${end.rows} rows, as they were on ${header.madeAt}.`);
      console.log('Everybody has to sign in again.');
      return report(verified, console.log);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await server.release();
  }
}

async function readInto(
  dataSource: DataSource,
  file: string,
  isReplacing: boolean,
  place: FilePlace,
): Promise<Restored> {
  let restored: Restored | undefined;
  try {
    await pipeline(
      file === '-' ? process.stdin : createReadStream(file),
      createGunzip(),
      async (bytes: AsyncIterable<Buffer>) => {
        restored = await restoreInto(dataSource, bytes, isReplacing, place);
      },
    );
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_')) throw damaged(error);
    if (code && (syscall === 'open' || syscall === 'read'))
      throw new BackupError(`The file ${file} could not be read (${code}).`, { cause: error });
    throw error;
  }
  return restored!;
}
