import { Catch, Controller, Get, Header, Param, Query, Res, UseFilters } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problems.js';
import { Requires } from '../../platform/http/requires.js';
import { ErrorFilter } from '../error-filter.js';
import { BOARD_STATICS, QueueBoard } from './queue-board.js';

/** Somebody who opens the page without a session is sent to sign in; everything else is as elsewhere. */
@Catch()
class SignInFirst extends ErrorFilter implements ExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const isPage = http.getRequest<FastifyRequest>().headers.accept?.includes('text/html');
    if (isPage && error instanceof Problem && error.code === 'session.required') {
      void http.getResponse<FastifyReply>().redirect('/app', 303);
    } else super.catch(error, host);
  }
}

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
