import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { EditionDetail, EditionPage, EditionsQuery } from './dto/edition.dto.js';
import { EditionDetailReader } from './edition-detail-reader.js';
import { EditionsReader } from './editions-reader.js';

@ApiTags('editions')
@Controller('api/editions')
export class EditionsController {
  constructor(
    private readonly reader: EditionsReader,
    private readonly details: EditionDetailReader,
  ) {}

  /** Every version of every edition, newest first. */
  @Get()
  @Requires('edition.read')
  list(@Query() query: EditionsQuery): Promise<EditionPage> {
    return this.reader.list(query);
  }

  /** One version with its snapshot; of a withdrawn one, only those who answer for it get that. */
  @Get(':id')
  @Requires('edition.read')
  read(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<EditionDetail> {
    return this.details.read(actor, id);
  }
}
