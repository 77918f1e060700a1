import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { Clock } from '../../platform/database/clock.js';
import { Outbox, type DeliveredEvent } from '../../platform/queue/outbox.js';
import { FILE_STORE, type FileStore } from '../../platform/storage/file-store.js';
import { removeLeftUploads } from '../../platform/storage/receive-upload.js';
import { Acts, actWithin, type Act } from '../audit/index.js';
import { SCANNER, type Scanner } from './scanner.js';

/**
 * Asks the scanner about each file once it is kept. While the scanner does not answer, the file waits
 * and the outbox asks again; files from before there was a scanner are found by the sweep.
 */
@Injectable()
export class ScanFile implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly acts: Acts,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(SCANNER) private readonly scanner: Scanner | null,
  ) {}

  onModuleInit(): void {
    const hear = ({ payload }: DeliveredEvent, manager: EntityManager): Promise<void> =>
      actWithin(manager, null, this.clock.now(), 'system', (act) =>
        this.execute(act, String(payload.sha256)),
      );
    this.outbox.register({ name: 'scan-file', hears: 'file.stored', queue: 'scans', hear });
  }

  /** What was redacted meanwhile is not there to be scanned.
   * @throws Error when there is no answer: the file goes on waiting */
  async execute(act: Act, sha256: string): Promise<void> {
    if (!this.scanner || !(await this.isUnscanned(act, sha256))) return;
    const state = await this.scanner.scan(await this.store.open(sha256));
    const changed = await act.query(
      `UPDATE uploaded_files SET scan_state = $2, scanned_at = $3
       WHERE sha256 = $1 AND scan_state IN ('waiting', 'not_scanned') RETURNING sha256`,
      [sha256, state, act.now],
    );
    if (changed.length > 0) act.record('file.scanned', { kind: 'file', id: sha256 }, { state });
  }

  private async isUnscanned(act: Act, sha256: string): Promise<boolean> {
    const found = await act.query(
      "SELECT 1 FROM uploaded_files WHERE sha256 = $1 AND scan_state IN ('waiting', 'not_scanned')",
      [sha256],
    );
    return found.length > 0;
  }

  /** What came before there was a scanner is scanned; what a killed process left half taken in goes. */
  async sweep(): Promise<void> {
    await removeLeftUploads(this.config.dataFolder);
    if (!this.scanner) return;
    const files = await this.dataSource.query<{ sha256: string }[]>(
      "SELECT sha256 FROM uploaded_files WHERE scan_state = 'not_scanned' ORDER BY stored_at LIMIT 100",
    );
    for (const { sha256 } of files) {
      await this.acts.perform(null, (act) => this.execute(act, sha256));
    }
  }
}
