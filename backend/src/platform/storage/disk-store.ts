import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { refuseOtherNames } from './file-hash.js';
import type { FileStore } from './file-store.js';

/** Files in a folder beside the embedded database: files/ab/ab12…, by the hash of their bytes. */
export class DiskStore implements FileStore {
  private readonly folder: string;

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, 'files');
  }

  /** Under its name only when it is whole and on the disk. */
  async put(path: string, { sha256 }: { sha256: string }): Promise<void> {
    if (await this.has(sha256)) return;
    const target = this.pathOf(sha256);
    const folder = join(target, '..');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const partial = join(folder, `.${randomUUID()}`);
    try {
      await copyFile(path, partial);
      await sync(partial);
      await rename(partial, target);
      await sync(folder);
    } finally {
      await rm(partial, { force: true });
    }
  }

  async open(sha256: string): Promise<Readable> {
    const handle = await open(this.pathOf(sha256), 'r');
    return createReadStream('', { fd: handle });
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.stampOf(sha256)) !== null;
  }

  /** With the time of the last change of the file's record, which nobody sets by hand. */
  async stampOf(sha256: string): Promise<string | null> {
    const found = await stat(this.pathOf(sha256), { bigint: true }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      },
    );
    return found && [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true });
  }

  private pathOf(sha256: string): string {
    refuseOtherNames(sha256);
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
