import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { RoundDetailDto, RoundPage, RoundsQuery } from './dto/round-overview.dto.js';
import { RoundsReader } from './rounds-reader.js';

/** Reading rounds, with all that sign-off and publication know of them. */
@ApiTags('rounds')
@Controller('api/rounds')
export class RoundsOverviewController {
  constructor(private readonly reader: RoundsReader) {}

  /** Rounds of the reader's plans, newest first, each with how far it is. */
  @Get()
  @Requires('round.read')
  list(@CurrentActor() actor: Actor, @Query() query: RoundsQuery): Promise<RoundPage> {
    return this.reader.list(actor, query);
  }

  /** One round: progress, manifest, editions, and what the reader may do. */
  @Get(':id')
  @Requires('round.read')
  read(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RoundDetailDto> {
    return this.reader.read(actor, id);
  }
}
