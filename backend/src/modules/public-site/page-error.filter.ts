import { randomUUID } from 'node:crypto';
import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problems.js';
import { errorPage, notFoundPage } from './pages/index.js';
import { sendPassingPage } from './send.js';
import { Site, siteOf } from './site.js';

/** Answers readers of public pages with a page, never with JSON. */
@Catch()
export class PageErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Page');

  constructor(private readonly site: Site) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (statusOf(error) === 404) {
      sendPassingPage(reply, 404, notFoundPage(await this.site.settings()));
      return;
    }
    const reference = randomUUID().slice(0, 8);
    const { url } = http.getRequest<FastifyRequest>();
    this.logger.error(`${reference} ${url}`, error instanceof Error ? error.stack : String(error));
    // The settings come from the database, which may be what failed.
    const site = await this.site.settings().catch(() => siteOf(null));
    sendPassingPage(reply, 500, errorPage(site, reference));
  }
}

function statusOf(error: unknown): number {
  if (error instanceof Problem) return error.status;
  return error instanceof HttpException ? error.getStatus() : 500;
}
