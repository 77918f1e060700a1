import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedDatabaseError } from './embedded-database.errors.js';

const run = promisify(execFile);

/** The system user that PostgreSQL runs as; it refuses to run as root. */
export interface SystemUser {
  uid: number;
  gid: number;
}

/** How to start a program as that user: nothing to say unless we are root. */
export function spawnAs(user: SystemUser | undefined): Partial<SystemUser> {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

/**
 * As root: the owner of the existing data, else the user `postgres`, created when missing.
 * Otherwise undefined: PostgreSQL runs as ourselves.
 *
 * @throws EmbeddedDatabaseError `no_system_user`, `folder_owner`
 */
export async function chooseSystemUser(pgData: string): Promise<SystemUser | undefined> {
  const existing = await stat(pgData).catch(() => undefined);
  const self = process.getuid?.() ?? 0;
  if (self !== 0) {
    if (existing && existing.uid !== self) {
      throw new EmbeddedDatabaseError(
        'folder_owner',
        `The database in ${pgData} belongs to another user (number ${existing.uid}). ` +
          'Start Quarterdeck as that user or as root, or set QUARTERDECK_DATA to another folder.',
      );
    }
    return undefined;
  }
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  return (await lookUp('postgres')) ?? (await createUser('postgres'));
}

/**
 * Checks, as the user itself, that it can pass through every folder down to each path.
 *
 * @throws EmbeddedDatabaseError `folder_unreachable`, naming the first folder that is closed
 */
export async function assertReachable(user: SystemUser, paths: string[]): Promise<void> {
  const steps = [...new Set(paths.flatMap(withAncestors))];
  const script = 'for step do test -x "$step" || { printf %s "$step"; exit 1; }; done';
  const failure = await run('/bin/sh', ['-c', script, 'sh', ...steps], {
    ...spawnAs(user),
    cwd: '/',
  }).then(
    () => undefined,
    (error: { stdout?: string; message: string }) => error,
  );
  if (!failure) return;
  const closed = failure.stdout || failure.message;
  throw new EmbeddedDatabaseError(
    'folder_unreachable',
    `PostgreSQL cannot run as root, so it runs as the system user number ${user.uid}, which may not enter ${closed}. ` +
      `Either open that folder (chmod o+x ${closed}), or start Quarterdeck as an ordinary user, ` +
      'or move the project (and QUARTERDECK_DATA, when set) to a folder that every user may enter, such as /opt or /srv.',
  );
}

function withAncestors(target: string): string[] {
  const parent = path.dirname(target);
  return parent === target ? [target] : [...withAncestors(parent), target];
}

async function lookUp(name: string): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createUser(name: string): Promise<SystemUser> {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  try {
    await run('useradd', [...options, '--shell', '/usr/sbin/nologin', name]);
  } catch (cause) {
    // Two starts at once: the other one may have created it.
    const user = await lookUp(name);
    if (user) return user;
    throw new EmbeddedDatabaseError(
      'no_system_user',
      `PostgreSQL cannot run as root, and the system user ${name} could not be created. ` +
        `Create it (useradd --system ${name}), or start Quarterdeck as an ordinary user.`,
      { cause },
    );
  }
  const user = await lookUp(name);
  if (!user) throw new EmbeddedDatabaseError('no_system_user', `useradd made no user ${name}.`);
  return user;
}
