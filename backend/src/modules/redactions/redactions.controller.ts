import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { AskForRedaction } from './actions/ask-for-redaction.js';
import { ConfirmRedaction } from './actions/confirm-redaction.js';
import { RefuseRedaction } from './actions/refuse-redaction.js';
import {
  AskForRedactionDto,
  ConfirmRedactionDto,
  RedactionDetailDto,
  RedactionPage,
  RedactionsQuery,
} from './dto/redaction.dto.js';
import { RedactionReader } from './redaction-reader.js';

@ApiTags('redactions')
@Controller('api')
export class RedactionsController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: RedactionReader,
    private readonly askForRedaction: AskForRedaction,
    private readonly confirmRedaction: ConfirmRedaction,
    private readonly refuseRedaction: RefuseRedaction,
  ) {}

  /** Words asked to be taken out, and those that were: newest first, within the reader's scope. */
  @Get('redactions')
  @Requires('redaction.decide')
  list(@CurrentActor() actor: Actor, @Query() query: RedactionsQuery): Promise<RedactionPage> {
    return this.reader.list(actor, query);
  }

  /** One redaction; while it waits, with the words and what confirming would change. */
  @Get('redactions/:id')
  @Requires('redaction.decide')
  read(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RedactionDetailDto> {
    return this.reader.read(actor, id);
  }

  /** Asks for words of this update's text, or a file of its evidence, to be taken out everywhere. */
  @Post('updates/:id/redactions')
  @Refuses('record.already_exists', 'file.redacted')
  @Requires('redaction.ask')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: AskForRedactionDto,
  ): Promise<RedactionDetailDto> {
    const redactionId = await this.acts.perform(actor, (act) =>
      this.askForRedaction.execute(act, id, body),
    );
    return this.reader.read(actor, redactionId);
  }

  /** A second person agrees: the words are taken out, and it cannot be undone. */
  @Post('redactions/:id/confirm')
  @Refuses('redaction.effect_changed')
  @HttpCode(200)
  @Requires('redaction.decide')
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ConfirmRedactionDto,
  ): Promise<RedactionDetailDto> {
    await this.acts.perform(actor, (act) =>
      this.confirmRedaction.execute(act, id, body.effectHash),
    );
    return this.reader.read(actor, id);
  }

  /** The words stay; or whoever asked takes it back. */
  @Post('redactions/:id/refuse')
  @HttpCode(200)
  @Requires('redaction.decide')
  async refuse(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RedactionDetailDto> {
    await this.acts.perform(actor, (act) => this.refuseRedaction.execute(act, id));
    return this.reader.read(actor, id);
  }
}
