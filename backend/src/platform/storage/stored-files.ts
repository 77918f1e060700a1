import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';

export interface StoredFile {
  sha256: string;
  mediaType: string;
  size: number;
  bytes: Buffer;
}

/**
 * Keeps a file under its own hash and returns that hash. The same bytes are kept once; what is kept
 * is never changed.
 */
export async function putFile(
  database: DataSource | EntityManager,
  bytes: Uint8Array,
  mediaType: string,
): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await database.query(
    `INSERT INTO stored_files (sha256, media_type, size, bytes) VALUES ($1, $2, $3, $4)
     ON CONFLICT (sha256) DO NOTHING`,
    [sha256, mediaType, bytes.byteLength, Buffer.from(bytes)],
  );
  return sha256;
}

/** The file with this hash, or null. */
export async function getFile(
  database: DataSource | EntityManager,
  sha256: string,
): Promise<StoredFile | null> {
  const [file] = await database.query<StoredFile[]>(
    'SELECT sha256, media_type AS "mediaType", size, bytes FROM stored_files WHERE sha256 = $1',
    [sha256],
  );
  return file ?? null;
}
