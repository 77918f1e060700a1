import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { asFolderError, diskFull, type DataFolder } from './data-folder.js';
import { EmbeddedDatabaseError } from './embedded-database.errors.js';
import { isAlive } from './postmaster.js';
import { majorVersion, type PostgresBinaries } from './postgres-binaries.js';
import { spawnAs, type SystemUser } from './system-user.js';

const BUILDING = 'postgres.building-';
/** In a container every start may have the same process number, so ours proves nothing. */
const ours = new Set<string>();

/** Everything that is needed to make, start and stop the database of one data folder. */
export interface Cluster {
  folder: DataFolder;
  binaries: PostgresBinaries;
  user: SystemUser | undefined;
  password: string;
  volatile: boolean;
}

/**
 * The major version of the data, or undefined when there is none yet.
 *
 * @throws EmbeddedDatabaseError `data_not_a_database`
 */
export async function dataVersion(pgData: string): Promise<string | undefined> {
  const names = await readdir(pgData).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw asFolderError(pgData, error);
  });
  if (names.length === 0) return undefined;
  if (names.includes('PG_VERSION')) {
    return (await readFile(path.join(pgData, 'PG_VERSION'), 'utf8')).trim();
  }
  throw new EmbeddedDatabaseError(
    'data_not_a_database',
    `${pgData} holds files but no PostgreSQL database. ` +
      'Move them away, or set QUARTERDECK_DATA to another folder.',
  );
}

/**
 * Refuses data written by another major version: PostgreSQL cannot read it.
 *
 * @throws EmbeddedDatabaseError `data_version`
 */
export async function assertVersion(pgData: string, binaries: PostgresBinaries): Promise<void> {
  const [data, program] = await Promise.all([dataVersion(pgData), majorVersion(binaries)]);
  if (data === program) return;
  throw new EmbeddedDatabaseError(
    'data_version',
    `The database in ${pgData} was made by PostgreSQL ${data}; this Quarterdeck brings PostgreSQL ${program}. ` +
      'Back it up with the Quarterdeck that made it (npm run backup), then restore that with this one ' +
      'into another folder (QUARTERDECK_DATA).',
  );
}

/**
 * Makes the database in a folder beside its place and moves it there when it is whole, so that
 * being killed half-way leaves nothing but a folder to sweep.
 *
 * @throws EmbeddedDatabaseError `initialise_failed`, `disk_full`, `folder_unwritable`
 */
export async function initialise(cluster: Cluster): Promise<void> {
  const { folder, user } = cluster;
  await sweepUnfinished(folder.root);
  const name = `${BUILDING}${process.pid}-${randomBytes(4).toString('hex')}`;
  const building = path.join(folder.root, name);
  const data = path.join(building, 'data');
  const passwordFile = path.join(building, 'password');
  ours.add(name);
  try {
    await mkdir(building, { mode: 0o700 });
    await mkdir(data, { mode: 0o700 });
    await writeFile(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
    if (user) {
      for (const own of [passwordFile, data, building]) await chown(own, user.uid, user.gid);
    }
    await runInitdb(cluster, data, passwordFile);
    await rename(data, folder.pgData).catch((error: NodeJS.ErrnoException) => {
      // Another process starting at the same time was quicker; both used the same password.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } catch (error) {
    throw asFolderError(folder.root, error);
  } finally {
    await rm(building, { recursive: true, force: true });
    ours.delete(name);
  }
}

/** The environment for PostgreSQL's programs: ours may hold PGPORT, PGDATA or a foreign locale. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' };
}

async function runInitdb(cluster: Cluster, data: string, passwordFile: string): Promise<void> {
  const { binaries, user, volatile } = cluster;
  try {
    await promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${data}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--locale=C.UTF-8',
        ...(volatile ? ['--no-sync'] : []),
      ],
      { ...spawnAs(user), cwd: '/', env: cleanEnvironment() },
    );
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim() ?? String(cause);
    if (said.includes('No space left on device')) throw diskFull(cluster.folder.root, cause);
    throw new EmbeddedDatabaseError(
      'initialise_failed',
      `A new database could not be made in ${cluster.folder.root}. PostgreSQL said: ${said}`,
      { cause },
    );
  }
}

async function sweepUnfinished(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(BUILDING) || ours.has(name)) continue;
    const pid = Number.parseInt(name.slice(BUILDING.length), 10);
    if (pid !== process.pid && isAlive(pid)) continue;
    await rm(path.join(root, name), { recursive: true, force: true });
  }
}
