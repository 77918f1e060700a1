import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { CreatedDto } from '../identity/index.js';
import { ChangeRound } from './actions/change-round.js';
import { CreateRound } from './actions/create-round.js';
import { FormerIntroductionList } from './dto/former-introduction.dto.js';
import { ChangeRoundDto, CreateRoundDto } from './dto/round.dto.js';
import { FormerIntroductionsReader } from './former-introductions-reader.js';

/** Planning a round. Reading it, with all that later modules know of it, is publication's. */
@ApiTags('rounds')
@Controller('api/rounds')
export class RoundsController {
  constructor(
    private readonly acts: Acts,
    private readonly createRound: CreateRound,
    private readonly changeRound: ChangeRound,
    private readonly formerIntroductions: FormerIntroductionsReader,
  ) {}

  /** Plans a round. */
  @Post()
  @Requires('round.manage')
  async create(
    @CurrentActor() actor: Actor,
    @Body() { planId, ...body }: CreateRoundDto,
  ): Promise<CreatedDto> {
    return {
      id: await this.acts.perform(actor, (act) => this.createRound.execute(act, planId, body)),
    };
  }

  /** Changes a round until it is sealed; from the version that was seen. */
  @Patch(':id')
  @HttpCode(204)
  @Requires('round.manage')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeRoundDto,
  ): Promise<void> {
    await this.acts.perform(actor, (act) => this.changeRound.execute(act, id, body));
  }

  /** What its introduction said before each change, the last first. */
  @Get(':id/former-introductions')
  @Requires('round.manage')
  async listFormerIntroductions(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<FormerIntroductionList> {
    const data = await this.formerIntroductions.list(actor, id);
    return { data, total: data.length };
  }
}
