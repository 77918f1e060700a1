import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { RemindedDto, RemindedUpdateList } from './dto/reminded.dto.js';
import { RemindedReader } from './reminded.reader.js';

/** When owners were reminded. */
@ApiTags('reminders')
@Controller('api')
export class RemindedController {
  constructor(private readonly reader: RemindedReader) {}

  /** For each update of the round when its owner was last reminded, and how many people on which day. */
  @Get('rounds/:id/reminded')
  @Requires('round.read')
  round(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RemindedDto> {
    return this.reader.ofRound(actor, id);
  }

  /** When the update's owner was last reminded of it. */
  @Get('updates/:id/reminded')
  @Requires('update.read')
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RemindedUpdateList> {
    return { data: await this.reader.ofUpdate(actor, id) };
  }
}
