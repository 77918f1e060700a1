import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { CreatedDto } from '../identity/index.js';
import { AskToEndHold, EndHold, SetHold } from './actions/holds.js';
import { AskToEndHoldDto, HoldPage, HoldsQuery, SetHoldDto } from './dto/round.dto.js';
import { HoldsReader } from './holds-reader.js';

@ApiTags('rounds')
@Controller('api/holds')
export class HoldsController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: HoldsReader,
    private readonly setHold: SetHold,
    private readonly endHold: EndHold,
    private readonly askToEndHold: AskToEndHold,
  ) {}

  /** Periods in which nothing new may be published. */
  @Get()
  @Requires('round.read')
  list(@CurrentActor() actor: Actor, @Query() query: HoldsQuery): Promise<HoldPage> {
    return this.reader.list(actor, query);
  }

  /** Sets a hold. */
  @Post()
  @Requires('hold.manage')
  async set(@CurrentActor() actor: Actor, @Body() body: SetHoldDto): Promise<CreatedDto> {
    return { id: await this.acts.perform(actor, (act) => this.setHold.execute(act, body)) };
  }

  /** Withdraws a hold before its first day. */
  @Post(':id/end')
  @HttpCode(204)
  @Requires('hold.manage')
  async end(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.acts.perform(actor, (act) => this.endHold.execute(act, id));
  }

  /** Asks for a hold in force to end early; it holds until a second person confirms the override. */
  @Post(':id/ask-to-end')
  @Requires('hold.manage')
  async askToEnd(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: AskToEndHoldDto,
  ): Promise<CreatedDto> {
    return {
      id: await this.acts.perform(actor, (act) => this.askToEndHold.execute(act, id, body)),
    };
  }
}
