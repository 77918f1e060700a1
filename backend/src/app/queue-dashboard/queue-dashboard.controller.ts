import { Controller, Get, Header, Param, Query, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '../../common/problems.js';
import { SignInFirst } from '../../platform/http/error-filter.js';
import { Requires } from '../../platform/http/requires.js';
import { BOARD_STATICS, QueueBoard } from './queue-board.js';

/** The queue's own dashboard for administrators: it shows jobs, which hold ids, and changes nothing. */
@ApiExcludeController()
@Controller('queues')
@UseFilters(SignInFirst)
@Requires('queue.read')
export class QueueDashboardController {
  constructor(private readonly board: QueueBoard) {}

  @Get('static/*')
  @Header('cache-control', 'private, max-age=3600')
  file(@Param('*') path: string, @Res() reply: FastifyReply): void {
    void reply.sendFile(path, BOARD_STATICS);
  }

  @Get('api/*')
  @Header('cache-control', 'no-store')
  async answer(
    @Param('*') path: string,
    @Query() query: Record<string, string>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.board.answer(`/api/${path}`, query);
    if (!answer) throw new Problem('record.not_found', { what: 'address' });
    void reply.status(answer.status ?? 200).send(answer.body);
  }

  @Get()
  @Header('cache-control', 'no-store')
  root(@Res() reply: FastifyReply): Promise<void> {
    return this.send(reply);
  }

  @Get('*')
  @Header('cache-control', 'no-store')
  any(@Res() reply: FastifyReply): Promise<void> {
    return this.send(reply);
  }

  /** Its links are relative to a base, which our policy has for no other page. */
  private async send(reply: FastifyReply): Promise<void> {
    const page = await this.board.page();
    const policy = String(reply.getHeader('content-security-policy'));
    void reply
      .header('content-security-policy', policy.replace("base-uri 'none'", "base-uri 'self'"))
      .type('text/html; charset=utf-8')
      .send(page);
  }
}
