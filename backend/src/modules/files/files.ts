import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Actor } from '../../common/actor.js';
import { FILE_MAX_BYTES, type FileMediaType } from '../../common/evidence.js';
import { invalidField, Problem } from '../../common/problems.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { FILE_STORE, type FileStore } from '../../platform/storage/file-store.js';
import { UploadTooLarge, withUpload } from '../../platform/storage/receive-upload.js';
import { Acts } from '../audit/index.js';
import { typeOfFile } from './file-type.js';
import { SCANNER, type Scanner } from './scanner.js';
import type { ScanState } from './uploaded-file.entity.js';

/** A file in the store, by what it holds. */
export interface KeptFile {
  sha256: string;
  mediaType: FileMediaType;
  bytes: number;
}

/**
 * Takes uploaded files in and gives them out. Who may do either is for the module to say whose record
 * names the file.
 */
@Injectable()
export class Files {
  constructor(
    private readonly acts: Acts,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(SCANNER) private readonly scanner: Scanner | null,
  ) {}

  /**
   * Keeps what a stream brings, once its kind is known; the scanner looks at it afterwards. What was
   * redacted is not taken in again.
   * @param declared how long the sender says it is, if they do
   * @throws Problem file.too_large, request.invalid when it is empty or of a kind that is not taken,
   * file.redacted
   */
  async take(actor: Actor, stream: Readable, declared?: number): Promise<KeptFile> {
    const limits = { dataFolder: this.config.dataFolder, limit: FILE_MAX_BYTES };
    if (declared !== undefined && declared > FILE_MAX_BYTES) throw new Problem('file.too_large');
    try {
      return await withUpload(stream, limits, async ({ path, sha256, bytes }) => {
        if (bytes === 0) throw invalidField('file', 'empty', 'This file is empty.');
        const file = { sha256, bytes, mediaType: await typeOfFile(path) };
        await this.store.put(path, file);
        await this.note(actor, file);
        return file;
      });
    } catch (error) {
      throw error instanceof UploadTooLarge ? new Problem('file.too_large') : error;
    }
  }

  /** @throws Error when the store does not have it: verify says so too */
  open(sha256: string): Promise<Readable> {
    return this.store.open(sha256);
  }

  /** Whether a file of which the scanner said this may be read and published. */
  isSafe(state: ScanState): boolean {
    return state === 'clean' || (state === 'not_scanned' && this.config.areUnscannedAllowed);
  }

  private note(actor: Actor, { sha256, mediaType, bytes }: KeptFile): Promise<void> {
    return this.acts.perform(actor, async (act) => {
      const added = await act.query(
        `INSERT INTO uploaded_files (sha256, media_type, bytes, stored_at, scan_state)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (sha256) DO NOTHING RETURNING sha256`,
        [sha256, mediaType, bytes, act.now, this.scanner ? 'waiting' : 'not_scanned'],
      );
      if (added.length > 0 && this.scanner) act.emit({ kind: 'file.stored', payload: { sha256 } });
      if (added.length > 0) return;
      const [known] = await act.query<{ scanState: ScanState }>(
        'SELECT scan_state AS "scanState" FROM uploaded_files WHERE sha256 = $1 FOR SHARE',
        [sha256],
      );
      if (known?.scanState !== 'redacted') return;
      await this.store.remove(sha256);
      throw new Problem('file.redacted');
    });
  }
}
