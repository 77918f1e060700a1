import { Module } from '@nestjs/common';
import { Acts } from './acts.js';
import { AuditEntriesController, AuditExportController } from './audit-entries.controller.js';
import { AuditReader } from './audit-reader.js';

@Module({
  controllers: [AuditEntriesController, AuditExportController],
  providers: [Acts, AuditReader],
  exports: [Acts, AuditReader],
})
export class AuditModule {}
