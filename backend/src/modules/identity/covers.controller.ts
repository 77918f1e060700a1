import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { EndCover, SetCover } from './actions/covers.js';
import { CoverPage, CoversQuery, SetCoverDto } from './dto/person.dto.js';
import { PeopleReader } from './people-reader.js';

/** The new record's id. */
export class CreatedDto {
  id: string;
}

@ApiTags('people')
@Controller('api/covers')
export class CoversController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: PeopleReader,
    private readonly setCover: SetCover,
    private readonly endCover: EndCover,
  ) {}

  /** Who acts for whom, and when; one’s own, or all for who manages people. */
  @Get()
  @Requires('cover.set')
  list(@CurrentActor() actor: Actor, @Query() query: CoversQuery): Promise<CoverPage> {
    return this.reader.covers(actor, query);
  }

  /** Sets cover for oneself; the secretariat and administrators set it for anyone. */
  @Post()
  @Requires('cover.set')
  async set(@CurrentActor() actor: Actor, @Body() body: SetCoverDto): Promise<CreatedDto> {
    return { id: await this.acts.perform(actor, (act) => this.setCover.execute(act, body)) };
  }

  /** Ends cover; what was done on it stays as recorded. */
  @Post(':id/end')
  @HttpCode(204)
  @Requires('cover.set')
  async end(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.acts.perform(actor, (act) => this.endCover.execute(act, id));
  }
}
