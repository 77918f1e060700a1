import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../common/actor.js';
import { asksForEvents, EventStreams } from '../../platform/http/event-streams.js';
import { CurrentActor, Requires, type SignedInRequest } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { Sessions } from '../identity/index.js';
import { ReadInbox } from './actions/read-inbox.js';
import { SaveSettings } from './actions/save-settings.js';
import {
  InboxPage,
  InboxQuery,
  MessageSettingsDto,
  ReadInboxDto,
  SaveMessageSettingsDto,
  UnreadDto,
} from './dto/inbox.dto.js';
import { InboxReader } from './inbox.reader.js';
import { InboxStreams } from './inbox-streams.js';

/** What the reader was told, and how they want to be told. */
@ApiTags('messages')
@Controller('api/inbox')
export class InboxController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: InboxReader,
    private readonly readInbox: ReadInbox,
    private readonly saveSettings: SaveSettings,
    private readonly streams: EventStreams,
    private readonly inboxStreams: InboxStreams,
    private readonly sessions: Sessions,
  ) {}

  /** The reader's own messages, newest first. */
  @Get()
  @Requires('session.own')
  list(@CurrentActor() actor: Actor, @Query() query: InboxQuery): Promise<InboxPage> {
    return this.reader.list(actor, query);
  }

  /**
   * How many are unread. Asked for as text/event-stream it goes on: an event “unread” whenever it
   * changes.
   */
  @Get('unread')
  @Requires('session.own')
  async unread(
    @CurrentActor() actor: Actor,
    @Req() request: SignedInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UnreadDto | undefined> {
    if (!asksForEvents(request)) return { unread: await this.reader.unread(actor.personId) };
    const { tokenHash } = request.session!;
    const stream = this.streams.start(
      reply,
      async () => (await this.sessions.actorOf(tokenHash)) !== null,
    );
    await this.inboxStreams.join(stream, actor.personId);
    return undefined;
  }

  /** Marks messages as read. */
  @Post('read')
  @HttpCode(200)
  @Requires('session.own')
  async read(@CurrentActor() actor: Actor, @Body() { ids }: ReadInboxDto): Promise<UnreadDto> {
    await this.acts.perform(actor, (act) => this.readInbox.execute(act, ids));
    return { unread: await this.reader.unread(actor.personId) };
  }

  /** When the reader's daily message comes, and what they are told of in the app only. */
  @Get('settings')
  @Requires('session.own')
  settings(@CurrentActor() actor: Actor): Promise<MessageSettingsDto> {
    return this.reader.settings(actor);
  }

  /** Sets it, from the version that was seen. */
  @Put('settings')
  @Requires('session.own')
  async save(
    @CurrentActor() actor: Actor,
    @Body() body: SaveMessageSettingsDto,
  ): Promise<MessageSettingsDto> {
    await this.acts.perform(actor, (act) => this.saveSettings.execute(act, body));
    return this.reader.settings(actor);
  }
}
