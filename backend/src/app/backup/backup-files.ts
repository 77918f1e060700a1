import { Readable } from 'node:stream';
import type { EntityManager } from 'typeorm';
import { FILE_MAX_BYTES } from '../../common/evidence.js';
import type { FileStore } from '../../platform/storage/file-store.js';
import { withUpload } from '../../platform/storage/receive-upload.js';
import { damaged, parseLine, type LineReader } from './backup-file.js';

interface FileLine {
  file: string;
  bytes: number;
  pieces: number;
}

/** Divisible by three, so that a piece in base64 has no padding but at the end. */
const PIECE_BYTES = 1024 * 1024 * 3;

/** What a restore needs for the files in a backup: where they go, and a folder to take them in. */
export interface FilePlace {
  store: FileStore;
  dataFolder: string;
}

/**
 * Every uploaded file that is kept as lines: one with its hash, then its bytes in base64. They come through the
 * store's own door, so a backup of a disk can be restored to an S3 store, and the other way round.
 */
export async function* fileLines(manager: EntityManager, store: FileStore): AsyncGenerator<string> {
  const files = await manager.query<{ sha256: string; bytes: number }[]>(
    "SELECT sha256, bytes FROM uploaded_files WHERE scan_state <> 'redacted' ORDER BY sha256",
  );
  for (const { sha256, bytes } of files) {
    const line: FileLine = { file: sha256, bytes, pieces: Math.ceil(bytes / PIECE_BYTES) };
    yield JSON.stringify(line);
    for await (const piece of inPieces(await store.open(sha256))) yield piece.toString('base64');
  }
}

async function* inPieces(stream: Readable): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    held = Buffer.concat([held, chunk]);
    while (held.length >= PIECE_BYTES) {
      yield held.subarray(0, PIECE_BYTES);
      held = held.subarray(PIECE_BYTES);
    }
  }
  if (held.length > 0) yield held;
}

/**
 * Puts the next files of a backup into the store, and notes in `added` those that it did not have: a
 * restore that is given up takes them out again.
 * @throws BackupError when a file is not the one that its hash names
 */
export async function readFiles(
  lines: LineReader,
  count: number,
  { store, dataFolder }: FilePlace,
  added: string[],
): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const { file, bytes, pieces } = parseLine<FileLine>(await lines.next());
    if (!file || !/^[0-9a-f]{64}$/.test(file) || !bytes || !pieces) throw damaged();
    const stream = Readable.from(piecesOf(lines, pieces), { objectMode: false });
    await withUpload(stream, { dataFolder, limit: FILE_MAX_BYTES }, async (received) => {
      if (received.sha256 !== file || received.bytes !== bytes) throw damaged();
      if (await store.has(file)) return;
      added.push(file);
      await store.put(received.path, received);
    });
  }
}

async function* piecesOf(lines: LineReader, count: number): AsyncGenerator<Buffer> {
  for (let number = 0; number < count; number += 1) {
    yield Buffer.from(await lines.next(), 'base64');
  }
}
