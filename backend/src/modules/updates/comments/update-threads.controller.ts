import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../common/actor.js';
import { Refuses } from '../../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../../platform/http/requires.js';
import { Acts, type Act } from '../../audit/index.js';
import { AddComment } from './actions/add-comment.js';
import { ReopenThread, ResolveThread } from './actions/settle-thread.js';
import { StartThread } from './actions/start-thread.js';
import { NewCommentDto, NewThreadDto, ThreadsDto } from './comments.dto.js';
import { UpdateThreadsReader } from './update-threads.reader.js';

/** What people say of an update's text among themselves: never published. */
@ApiTags('updates')
@Controller('api/updates/:id/threads')
export class UpdateThreadsController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: UpdateThreadsReader,
    private readonly startThread: StartThread,
    private readonly addComment: AddComment,
    private readonly resolveThread: ResolveThread,
    private readonly reopenThread: ReopenThread,
  ) {}

  /** The threads that the reader may read, each with where its words stand in the present text. */
  @Get()
  @Requires('comment.read')
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ThreadsDto> {
    return this.reader.read(actor, id);
  }

  /** Opens a thread on words of the text, or on all of it. */
  @Post()
  @Refuses('comment.words_gone', 'comment.audience_changed')
  @HttpCode(200)
  @Requires('comment.make')
  start(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NewThreadDto,
  ): Promise<ThreadsDto> {
    return this.perform(actor, id, (act) => this.startThread.execute(act, id, body));
  }

  /** Answers in a thread. */
  @Post(':threadId/comments')
  @Refuses('comment.audience_changed')
  @HttpCode(200)
  @Requires('comment.make')
  add(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('threadId', ParseUUIDPipe) threadId: string,
    @Body() body: NewCommentDto,
  ): Promise<ThreadsDto> {
    return this.perform(actor, id, (act) => this.addComment.execute(act, id, threadId, body));
  }

  /** Notes that the matter is settled. */
  @Post(':threadId/resolve')
  @HttpCode(200)
  @Requires('comment.make')
  resolve(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('threadId', ParseUUIDPipe) threadId: string,
  ): Promise<ThreadsDto> {
    return this.perform(actor, id, (act) => this.resolveThread.execute(act, id, threadId));
  }

  /** Takes the matter up again. */
  @Post(':threadId/reopen')
  @HttpCode(200)
  @Requires('comment.make')
  reopen(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('threadId', ParseUUIDPipe) threadId: string,
  ): Promise<ThreadsDto> {
    return this.perform(actor, id, (act) => this.reopenThread.execute(act, id, threadId));
  }

  private async perform(
    actor: Actor,
    id: string,
    work: (act: Act) => Promise<void>,
  ): Promise<ThreadsDto> {
    await this.acts.perform(actor, work);
    return this.reader.read(actor, id);
  }
}
