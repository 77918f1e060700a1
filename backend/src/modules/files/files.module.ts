import { Module } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { fileStoreOf } from '../../platform/storage/choose-file-store.js';
import { FILE_STORE } from '../../platform/storage/file-store.js';
import { AuditModule } from '../audit/index.js';
import { Files } from './files.js';
import { KeptBytes } from './kept-bytes.js';
import { RemoveRedacted } from './remove-redacted.js';
import { ScanFile } from './scan-file.js';
import { ClamdScanner, SCANNER } from './scanner.js';

@Module({
  imports: [AuditModule],
  providers: [
    Files,
    KeptBytes,
    ScanFile,
    RemoveRedacted,
    { provide: FILE_STORE, useFactory: fileStoreOf, inject: [CONFIG] },
    {
      provide: SCANNER,
      useFactory: ({ clamd }: Config) => (clamd ? new ClamdScanner(clamd) : null),
      inject: [CONFIG],
    },
  ],
  exports: [Files, KeptBytes, ScanFile, FILE_STORE],
})
export class FilesModule {}
