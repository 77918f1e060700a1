import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { FileStore } from '../../platform/storage/file-store.js';
import type { Queries, Verification } from '../audit/index.js';

/** Reads every uploaded file and computes its hash again. */
export async function verifyFiles(database: Queries, store: FileStore): Promise<Verification> {
  const files = await database.query<{ sha256: string }[]>(
    'SELECT sha256 FROM uploaded_files ORDER BY sha256',
  );
  for (const { sha256 } of files) {
    const hash = createHash('sha256');
    try {
      await pipeline(await store.open(sha256), hash);
    } catch {
      return { checked: '', wrong: `uploaded file ${sha256} cannot be read from the store` };
    }
    if (hash.digest('hex') !== sha256)
      return { checked: '', wrong: `uploaded file ${sha256} holds other bytes than were taken in` };
  }
  return { checked: `${files.length} uploaded files` };
}
