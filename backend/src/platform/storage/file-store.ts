import type { Readable } from 'node:stream';

export const FILE_STORE = Symbol('FILE_STORE');

/** The store does not answer, or says that it cannot now: trying again later may help. */
export class FileStoreUnavailable extends Error {}

/** Keeps uploaded files, each under the SHA-256 of its bytes. What is kept is never changed. */
export interface FileStore {
  /** Takes the bytes of a file of this machine. The same bytes are kept once. */
  put(path: string, file: { sha256: string; bytes: number }): Promise<void>;
  /** @throws Error when it is not there, before the first byte */
  open(sha256: string): Promise<Readable>;
  has(sha256: string): Promise<boolean>;
  /** Another one whenever its bytes may have been replaced; null when it is not there. */
  stampOf(sha256: string): Promise<string | null>;
  /** Only for what no record names. */
  remove(sha256: string): Promise<void>;
}
