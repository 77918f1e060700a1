import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { ConfirmOverride } from './actions/confirm-override.js';
import { OverrideDto, OverridePage, OverridesQuery } from './dto/override.dto.js';
import { OverrideReader } from './override-reader.js';

@ApiTags('overrides')
@Controller('api/overrides')
export class OverridesController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: OverrideReader,
    private readonly confirmOverride: ConfirmOverride,
  ) {}

  /** Rules set aside, newest first, within the reader's scope. */
  @Get()
  @Requires('override.read')
  list(@CurrentActor() actor: Actor, @Query() query: OverridesQuery): Promise<OverridePage> {
    return this.reader.list(actor, query);
  }

  /** One override. */
  @Get(':id')
  @Requires('override.read')
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<OverrideDto> {
    return this.reader.read(actor, id);
  }

  /** A second person agrees. */
  @Post(':id/confirm')
  @HttpCode(200)
  @Requires('override.confirm')
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<OverrideDto> {
    await this.acts.perform(actor, (act) => this.confirmOverride.execute(act, id));
    return this.reader.read(actor, id);
  }
}
