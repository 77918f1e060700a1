import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { Refuses } from '../../platform/http/refuses.js';
import { asksForEvents, EventStreams } from '../../platform/http/event-streams.js';
import { CurrentActor, Requires, type SignedInRequest } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { Sessions } from '../identity/index.js';
import { DeclareNoChange } from './actions/declare-no-change.js';
import { NoChangeReasonDto } from './dto/update-actions.dto.js';
import { UpdateDetailDto } from './dto/update.dto.js';
import { DraftPresence } from './draft-presence.js';
import { DraftPresenceList, LengthsDto, PresenceQuery } from './dto/presence.dto.js';
import { LengthsReader } from './lengths.reader.js';
import { SetAsideList } from './set-aside/set-aside.dto.js';
import { SetAsideReader } from './set-aside/set-aside.reader.js';
import { UpdateReader } from './update.reader.js';

/** What stands round the writing of an update. */
@ApiTags('updates')
@Controller('api/updates')
export class DraftingController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: UpdateReader,
    private readonly declareNoChange: DeclareNoChange,
    private readonly streams: EventStreams,
    private readonly presence: DraftPresence,
    private readonly sessions: Sessions,
    private readonly lengthsReader: LengthsReader,
    private readonly setAsideReader: SetAsideReader,
  ) {}

  /** How long the texts were that the last editions printed. */
  @Get(':id/lengths')
  @Requires('update.read')
  lengths(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<LengthsDto> {
    return this.lengthsReader.read(actor, id) as Promise<LengthsDto>;
  }

  /** Texts that gave way to another while two wrote: for those who write it. */
  @Get(':id/set-aside')
  @Requires('update.draft')
  async setAside(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<SetAsideList> {
    const data = await this.setAsideReader.list(actor, id);
    return { data, total: data.length };
  }

  /**
   * Who has the draft open, for those who write it. Asked for as text/event-stream it goes on: an event
   * “presence” with the list whenever it changes, an event “saved” when somebody saved.
   */
  @Get(':id/presence')
  @Requires('update.draft')
  async present(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { visit }: PresenceQuery,
    @Req() request: SignedInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftPresenceList> {
    if (!(await this.reader.mayDraft(actor, id))) {
      throw new Problem('record.not_found', { what: 'draft' });
    }
    const data = await this.presence.present(id, actor.personId);
    if (!asksForEvents(request)) return { data };
    const { tokenHash } = request.session!;
    const stream = this.streams.start(reply, async () => {
      const now = await this.sessions.actorOf(tokenHash);
      return now !== null && this.reader.mayDraft(now, id);
    });
    await this.presence.join(stream, id, actor.personId, visit);
    return { data };
  }

  /** Hands in last time’s words again, with the reason why nothing has changed. */
  @Post(':id/declare-no-change')
  @Refuses('update.draft_conflict', 'update.evidence_changed', 'file.not_ready')
  @HttpCode(200)
  @Requires('update.draft')
  async noChange(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NoChangeReasonDto,
  ): Promise<UpdateDetailDto> {
    await this.acts.perform(actor, (act) => this.declareNoChange.execute(act, id, body));
    return this.reader.read(actor, id);
  }
}
