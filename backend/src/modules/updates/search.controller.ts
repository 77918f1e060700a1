import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { SearchHits, SearchQuery } from './dto/search.dto.js';
import { SearchReader } from './search.reader.js';

@ApiTags('home')
@Controller('api/search')
export class SearchController {
  constructor(private readonly reader: SearchReader) {}

  /** Commitments and rows of published editions that hold the words. */
  @Get()
  @Requires('commitment.read')
  async find(@CurrentActor() actor: Actor, @Query() query: SearchQuery): Promise<SearchHits> {
    const data = await this.reader.find(actor, query.q);
    return { data, total: data.length };
  }
}
