import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { SendAgain } from './actions/send-again.js';
import { MessageDto, MessagePage, MessagesOverviewDto, MessagesQuery } from './dto/messages.dto.js';
import { MessagesReader } from './messages.reader.js';

/** Everything that was said to anybody: to whom, why, and whether it arrived. */
@ApiTags('messages')
@Controller('api/messages')
export class MessagesController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: MessagesReader,
    private readonly sendAgain: SendAgain,
  ) {}

  /** Messages, those sent last first, within the reader's scope. */
  @Get()
  @Requires('message.read')
  list(@CurrentActor() actor: Actor, @Query() query: MessagesQuery): Promise<MessagePage> {
    return this.reader.list(actor, query);
  }

  /** How sending stands, and how many messages there are in each state. */
  @Get('overview')
  @Requires('message.read')
  overview(@CurrentActor() actor: Actor): Promise<MessagesOverviewDto> {
    return this.reader.overview(actor);
  }

  /** One message with all that it says and every attempt to send it. */
  @Get(':id')
  @Requires('message.read')
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<MessageDto> {
    return this.reader.read(actor, id);
  }

  /** Sends it once more, to the address as it is now. */
  @Post(':id/send-again')
  @HttpCode(200)
  @Requires('message.send')
  async again(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<MessageDto> {
    await this.acts.perform(actor, (act) => this.sendAgain.execute(act, id));
    return this.reader.read(actor, id);
  }
}
