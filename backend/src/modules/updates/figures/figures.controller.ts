import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../common/actor.js';
import { CurrentActor, Requires } from '../../../platform/http/requires.js';
import { PublishedFigurePage } from './figures.dto.js';
import { PublishedFiguresReader } from './published-figures.reader.js';

@ApiTags('updates')
@Controller('api/updates/:id/published-figures')
export class FiguresController {
  constructor(private readonly reader: PublishedFiguresReader) {}

  /** What the row and those that it continues published of each measure and period, as printed last. */
  @Get()
  @Requires('update.read')
  list(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<PublishedFigurePage> {
    return this.reader.read(actor, id);
  }
}
