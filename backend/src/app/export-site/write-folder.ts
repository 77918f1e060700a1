import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** The list of all other files with their hashes: `sha256sum -c` reads it. An export is known by it. */
export const SUMS = 'SHA256SUMS';

/** For whoever types the command: why nothing was written. */
export class ExportError extends Error {}

/** @throws ExportError when the folder holds something that is not to be replaced */
export async function refuseFolder(folder: string, isReplacing: boolean): Promise<void> {
  if (!existsSync(folder)) return;
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new ExportError(`${folder} is no folder that can be read.`, { cause });
  });
  if (names.length === 0) return;
  if (!isReplacing) {
    throw new ExportError(
      `The folder ${folder} is not empty. Choose another, or give --replace to put a new export in the place of an old one.`,
    );
  }
  if (!names.includes(SUMS)) {
    throw new ExportError(
      `The folder ${folder} holds something that is no export (there is no ${SUMS}), so it is not replaced.`,
    );
  }
}

/** Writes the files beside the folder and puts them in its place when all are there. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const target = resolve(folder);
  const partial = `${target}.partial-${process.pid}`;
  const old = `${target}.old-${process.pid}`;
  try {
    for (const [name, bytes] of files) {
      const path = join(partial, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
    await writeFile(join(partial, SUMS), sumsOf(files));
    if (existsSync(target)) await rename(target, old);
    await rename(partial, target);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  await rm(old, { recursive: true, force: true });
}

const sumsOf = (files: ReadonlyMap<string, Buffer>): string =>
  [...files.keys()]
    .sort()
    .map((name) => `${createHash('sha256').update(files.get(name)!).digest('hex')}  ${name}\n`)
    .join('');
