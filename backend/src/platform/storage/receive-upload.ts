import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The stream held more than it may: nothing of it is kept. */
export class UploadTooLarge extends Error {}

const folderOf = (dataFolder: string): string => join(dataFolder, 'uploads');

/** What came, in a file of its own until the work with it is done. */
export interface Received {
  path: string;
  sha256: string;
  bytes: number;
}

/**
 * Writes a stream into a file of its own for the time of the work, and hashes it on its way: never
 * more than a piece of it is in memory. However the work ends, the file is gone after it.
 *
 * @throws UploadTooLarge as soon as more than `limit` bytes have come
 */
export async function withUpload<T>(
  stream: Readable,
  { dataFolder, limit }: { dataFolder: string; limit: number },
  work: (received: Received) => Promise<T>,
): Promise<T> {
  const folder = folderOf(dataFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    // Left open when it is refused, so that the answer still reaches who sends it.
    for await (const chunk of stream.iterator({
      destroyOnReturn: false,
    }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limit) throw new UploadTooLarge();
      hash.update(chunk);
      yield chunk;
    }
  }
  try {
    await pipeline(counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return await work({ path, sha256: hash.digest('hex'), bytes });
  } finally {
    await rm(path, { force: true });
  }
}

const HOUR_MS = 60 * 60_000;

/** Removes what a process that was killed had begun to take in. What comes in now is younger. */
export async function removeLeftUploads(dataFolder: string): Promise<void> {
  const folder = folderOf(dataFolder);
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > HOUR_MS) await rm(path, { force: true });
  }
}
