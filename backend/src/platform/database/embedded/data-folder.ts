import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database.errors.js';

/** Where the embedded database keeps what it owns. */
export interface DataFolder {
  root: string;
  pgData: string;
  log: string;
  passwordFile: string;
}

/**
 * Makes the folder when missing, and checks that we may write there.
 *
 * @throws EmbeddedDatabaseError `folder_unwritable`, `disk_full`
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  const asked = path.resolve(folder);
  try {
    // The database's own user only needs to pass through; the password stays ours.
    for (const created of await makeFolder(asked)) await chmod(created, 0o711);
    const root = await realpath(asked);
    await probeWriting(root);
    return {
      root,
      pgData: path.join(root, 'postgres'),
      log: path.join(root, 'postgres.log'),
      passwordFile: path.join(root, 'postgres-password'),
    };
  } catch (cause) {
    throw asFolderError(asked, cause);
  }
}

/**
 * The superuser's password: made once, 0600. The link is what makes it once, even when two
 * processes start together: the second one's link fails and it reads the first one's.
 *
 * @throws EmbeddedDatabaseError `password_missing`, `folder_unwritable`, `disk_full`
 */
export async function readOrMakePassword(
  folder: DataFolder,
  hasDatabase: boolean,
): Promise<string> {
  const { passwordFile } = folder;
  try {
    const existing = await readPassword(passwordFile);
    if (existing) return existing;
    if (hasDatabase) {
      throw new EmbeddedDatabaseError(
        'password_missing',
        `There is a database in ${folder.pgData}, but its password file ${passwordFile} is gone. ` +
          'Restore that file from a backup, or set QUARTERDECK_DATA to another folder to start afresh.',
      );
    }
    const draft = `${passwordFile}.${randomBytes(4).toString('hex')}`;
    await writeFile(draft, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    await link(draft, passwordFile).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(draft);
    return (await readPassword(passwordFile))!;
  } catch (cause) {
    throw asFolderError(passwordFile, cause);
  }
}

/** Turns what the file system says into a message with a place and a way out. */
export function asFolderError(place: string, cause: unknown): unknown {
  if (cause instanceof EmbeddedDatabaseError) return cause;
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(place, cause);
  if (!code) return cause;
  return new EmbeddedDatabaseError(
    'folder_unwritable',
    `Quarterdeck keeps its data in ${place} but cannot write there (${code}). ` +
      'Make it a folder that you may write to, or set QUARTERDECK_DATA to one.',
    { cause },
  );
}

export function diskFull(place: string, cause?: unknown): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    'disk_full',
    `There is no space left on the disk that holds ${place}. ` +
      'Free some (a new database needs about 100 MB), or set QUARTERDECK_DATA to a folder on another disk.',
    { cause },
  );
}

/** The folders made. Node's own recursive mkdir never ends where /proc answers "no such folder". */
async function makeFolder(folder: string): Promise<string[]> {
  try {
    await mkdir(folder);
    return [folder];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return [];
    if (code !== 'ENOENT') throw error;
  }
  const above = await makeFolder(path.dirname(folder));
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return [...above, folder];
}

async function probeWriting(root: string): Promise<void> {
  const probe = path.join(root, `.write-probe-${randomBytes(4).toString('hex')}`);
  const file = await open(probe, 'w');
  await file.close();
  await rm(probe, { force: true });
}

async function readPassword(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
