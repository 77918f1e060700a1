import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { PublicationModule } from '../publication/index.js';
import { UpdatesModule } from '../updates/index.js';
import { RecordCaseFile } from './actions/record-case-file.js';
import { ProvenanceController } from './provenance.controller.js';
import { ProvenanceReader } from './provenance-reader.js';
import { WayReader } from './way.reader.js';

@Module({
  imports: [AuditModule, UpdatesModule, PublicationModule],
  controllers: [ProvenanceController],
  providers: [ProvenanceReader, WayReader, RecordCaseFile],
})
export class ProvenanceModule {}
