import { Inject, Injectable } from '@nestjs/common';
import { FILE_STORE, type FileStore } from '../../platform/storage/file-store.js';
import { wrongWith } from './verify-files.js';

/**
 * Whether files in the store still hold the bytes that were taken in, for pages that anybody can ask.
 * A file is read again only when the store says that it may have been replaced since it was found
 * right; several who ask at once wait for one reading.
 */
@Injectable()
export class KeptBytes {
  /** By hash: how the store described the file when it was found right. */
  private readonly right = new Map<string, string>();
  private readonly reading = new Map<string, Promise<string | null>>();

  constructor(@Inject(FILE_STORE) private readonly store: FileStore) {}

  /** In words; null: nothing is wrong. */
  wrongWith(sha256: string): Promise<string | null> {
    const reading = this.reading.get(sha256) ?? this.read(sha256);
    this.reading.set(sha256, reading);
    return reading.finally(() => this.reading.delete(sha256));
  }

  private async read(sha256: string): Promise<string | null> {
    const stamp = await this.store.stampOf(sha256);
    if (stamp === null) return 'is gone from the store';
    if (this.right.get(sha256) === stamp) return null;
    const wrong = await wrongWith(sha256, this.store);
    if (wrong === null) this.right.set(sha256, stamp);
    return wrong;
  }
}
