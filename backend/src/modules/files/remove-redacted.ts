import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Outbox, type DeliveredEvent } from '../../platform/queue/outbox.js';
import { FILE_STORE, type FileStore } from '../../platform/storage/file-store.js';

/**
 * Takes a redacted file out of the store once its redaction is committed, and again until it is gone.
 * From the commit on nobody is given its bytes.
 */
@Injectable()
export class RemoveRedacted implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    @Inject(FILE_STORE) private readonly store: FileStore,
  ) {}

  onModuleInit(): void {
    const hear = ({ payload }: DeliveredEvent): Promise<void> =>
      this.store.remove(String(payload.sha256));
    this.outbox.register({ name: 'remove-redacted', hears: 'file.redacted', hear });
  }
}
