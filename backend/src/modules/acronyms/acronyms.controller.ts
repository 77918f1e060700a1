import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { AcronymReader } from './acronym-reader.js';
import { EndAcronym, SaveAcronym } from './actions/acronyms.js';
import { AcronymList, SaveAcronymDto } from './dto/acronym.dto.js';

@ApiTags('register')
@Controller('api/plans/:id/acronyms')
export class AcronymsController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: AcronymReader,
    private readonly saveAcronym: SaveAcronym,
    private readonly endAcronym: EndAcronym,
  ) {}

  /** The plan's register of acronyms: editions print those that occur in them. */
  @Get()
  @Requires('plan.read')
  list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<AcronymList> {
    return this.reader.list(actor, id);
  }

  /** Adds one. */
  @Post()
  @HttpCode(200)
  @Requires('acronym.manage')
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SaveAcronymDto,
  ): Promise<AcronymList> {
    await this.acts.perform(actor, (act) => this.saveAcronym.execute(act, id, body));
    return this.reader.list(actor, id);
  }

  /** Puts another in its place. */
  @Put(':acronymId')
  @Requires('acronym.manage')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('acronymId', ParseUUIDPipe) acronymId: string,
    @Body() body: SaveAcronymDto,
  ): Promise<AcronymList> {
    await this.acts.perform(actor, (act) => this.saveAcronym.execute(act, id, body, acronymId));
    return this.reader.list(actor, id);
  }

  /** Takes it out of the register. */
  @Post(':acronymId/end')
  @HttpCode(200)
  @Requires('acronym.manage')
  async end(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('acronymId', ParseUUIDPipe) acronymId: string,
  ): Promise<AcronymList> {
    await this.acts.perform(actor, (act) => this.endAcronym.execute(act, id, acronymId));
    return this.reader.list(actor, id);
  }
}
