import { Module } from '@nestjs/common';
import { Acts } from './acts.js';
import { AuditEntriesController } from './audit-entries.controller.js';
import { AuditReader } from './audit-reader.js';

@Module({
  controllers: [AuditEntriesController],
  providers: [Acts, AuditReader],
  exports: [Acts],
})
export class AuditModule {}
