import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { AuditReader } from './audit-reader.js';
import { AuditEntriesQuery, AuditEntryPage } from './dto/audit-entry.dto.js';

@ApiTags('audit')
@Controller('api/audit-entries')
export class AuditEntriesController {
  constructor(private readonly reader: AuditReader) {}

  /** The audit trail, newest first, within the reader's scope. */
  @Get()
  @Requires('audit.read')
  list(@CurrentActor() actor: Actor, @Query() query: AuditEntriesQuery): Promise<AuditEntryPage> {
    return this.reader.list(actor, query);
  }
}
