import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { csvOf, jsonLinesOf } from './audit-export.js';
import { AuditReader } from './audit-reader.js';
import { AUDIT_KINDS } from './audit-words.js';
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

/** Beside the trail itself: its kinds, and its forms to take away. */
@ApiTags('audit')
@Controller('api')
export class AuditExportController {
  constructor(private readonly reader: AuditReader) {}

  /** Every kind of entry there is. */
  @Get('audit-kinds')
  @Requires('audit.read')
  kinds(): string[] {
    return AUDIT_KINDS;
  }

  /** The trail as filtered, oldest first, with every hash and the text that it is of. */
  @Get('audit-entries.csv')
  @Requires('audit.read')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async csv(
    @CurrentActor() actor: Actor,
    @Query() query: AuditEntriesQuery,
  ): Promise<StreamableFile> {
    const entries = await begun(this.reader.all(actor, query));
    return new StreamableFile(Readable.from(csvOf(entries)), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="audit-trail.csv"',
    });
  }

  /** The same as JSON lines, which the command verify takes. */
  @Get('audit-entries.jsonl')
  @Requires('audit.read')
  @ApiProduces('application/jsonl')
  @ApiOkResponse({ schema: { type: 'string' } })
  async jsonLines(
    @CurrentActor() actor: Actor,
    @Query() query: AuditEntriesQuery,
  ): Promise<StreamableFile> {
    const entries = await begun(this.reader.all(actor, query));
    return new StreamableFile(Readable.from(jsonLinesOf(entries)), {
      type: 'application/jsonl; charset=utf-8',
      disposition: 'attachment; filename="audit-trail.jsonl"',
    });
  }
}

/** The same rows, the first of them read already: a query that cannot be answered is still refused. */
async function begun<T>(rows: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await rows.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* rows;
  })();
}
