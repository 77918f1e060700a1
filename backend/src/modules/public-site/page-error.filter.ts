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
import { isDatabaseUnavailable } from '../../platform/database/unavailable.js';
import {
  errorPage,
  notFoundPage,
  refusedPage,
  tooManyPage,
  type SiteSettings,
} from './pages/index.js';
import { TooManyRequests } from './public-limiter.js';
import { sendPassingPage } from './send.js';
import { Site } from './site.js';

/** Answers readers of public pages with a page, never with JSON. */
@Catch()
export class PageErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Page');

  constructor(private readonly site: Site) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const status = statusOf(error);
    if (status === 404) {
      sendPassingPage(reply, 404, notFoundPage(await this.settings()));
      return;
    }
    if (error instanceof TooManyRequests) {
      const page = tooManyPage(await this.settings(), error.seconds);
      sendPassingPage(reply.header('retry-after', String(error.seconds)), 429, page);
      return;
    }
    if (status === 503) {
      sendPassingPage(reply.header('retry-after', '2'), 503, errorPage(await this.settings()));
      return;
    }
    if (status < 500) {
      const words = error instanceof Problem ? error.detail : 'This page cannot read it.';
      sendPassingPage(reply, status, refusedPage(await this.settings(), words));
      return;
    }
    const reference = randomUUID().slice(0, 8);
    const { url } = http.getRequest<FastifyRequest>();
    this.logger.error(`${reference} ${url}`, error instanceof Error ? error.stack : String(error));
    sendPassingPage(reply, 500, errorPage(await this.settings(), reference));
  }

  /** They come from the database, which may be what failed. */
  private settings(): Promise<SiteSettings> {
    return this.site.settings().catch(() => this.site.withoutDatabase());
  }
}

function statusOf(error: unknown): number {
  if (error instanceof Problem) return error.status;
  if (isDatabaseUnavailable(error)) return 503;
  return error instanceof HttpException ? error.getStatus() : 500;
}
