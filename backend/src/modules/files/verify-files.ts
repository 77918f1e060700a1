import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { FileStore } from '../../platform/storage/file-store.js';
import type { Queries, Verification } from '../audit/index.js';

/** What of a store is asked to verify what it keeps. */
export type FilesToVerify = Pick<FileStore, 'has' | 'open'>;

/** Reads every uploaded file and computes its hash again; what was redacted must be gone. */
export async function verifyFiles(database: Queries, store: FilesToVerify): Promise<Verification> {
  const files = await database.query<{ sha256: string; isRedacted: boolean }[]>(
    `SELECT sha256, scan_state = 'redacted' AS "isRedacted" FROM uploaded_files ORDER BY sha256`,
  );
  for (const { sha256, isRedacted } of files) {
    const wrong = isRedacted
      ? (await store.has(sha256)) && 'was redacted, and its bytes are still in the store'
      : await wrongWith(sha256, store);
    if (wrong) return { checked: '', wrong: `uploaded file ${sha256} ${wrong}` };
  }
  const redacted = files.filter(({ isRedacted }) => isRedacted).length;
  const gone = redacted > 0 ? `, ${redacted} of them redacted: their hashes are kept` : '';
  return { checked: `${files.length} uploaded files${gone}` };
}

/** What is wrong with the bytes of a kept file; null: nothing. */
export async function wrongWith(sha256: string, store: FilesToVerify): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(await store.open(sha256), hash);
  } catch {
    return 'cannot be read from the store';
  }
  return hash.digest('hex') === sha256 ? null : 'holds other bytes than were taken in';
}
