import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { LookAtUpdate } from './actions/look-at-update.js';
import { ComparisonReader } from './comparison.reader.js';
import { ComparisonDto, DiffQuery, LookDto } from './dto/comparison.dto.js';

/** Comparing the texts of an update; what is shown for review is kept as looked at. */
@ApiTags('updates')
@Controller('api/updates/:id')
export class LooksController {
  constructor(
    private readonly acts: Acts,
    private readonly comparisons: ComparisonReader,
    private readonly lookAtUpdate: LookAtUpdate,
  ) {}

  /** The difference, word by word, between two texts of the update. Nothing is kept of it. */
  @Get('diff')
  @Requires('update.read')
  async diff(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: DiffQuery,
  ): Promise<ComparisonDto> {
    return (await this.comparisons.compare(actor, id, query.from, query.to)).answer;
  }

  /** The same, shown to the reader for review: the server keeps that they have seen this revision. */
  @Post('look')
  @HttpCode(200)
  @Requires('update.read')
  async look(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: LookDto,
  ): Promise<ComparisonDto> {
    const comparison = await this.comparisons.compare(actor, id, body.from, body.to);
    await this.acts.perform(actor, async (act) => this.lookAtUpdate.execute(act, id, comparison));
    return comparison.answer;
  }
}
