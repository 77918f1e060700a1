import { Controller, Get, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/requires.js';
import { PrintedWords, SearchReader, type SearchQuery } from '../publication/index.js';
import { readableEditions } from './editions.js';
import { PageErrorFilter } from './page-error.filter.js';
import { searchPage } from './pages/index.js';
import { PublicLimiter } from './public-limiter.js';
import { RememberedPages } from './remembered-pages.js';
import { preparePage, sendPrepared } from './send.js';

/** The search over everything that was published. */
@ApiExcludeController()
@UseFilters(PageErrorFilter)
@Controller('search')
export class SearchController {
  constructor(
    private readonly pages: RememberedPages,
    private readonly reader: SearchReader,
    private readonly printed: PrintedWords,
    private readonly limiter: PublicLimiter,
  ) {}

  @Get()
  @Public()
  async search(
    @Query() asked: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = parse(asked);
    if (query.words !== '') await this.limiter.use('search', request.ip);
    const context = await this.pages.context();
    const [chapters, found] = await Promise.all([
      this.printed.chapters(context.stamp, query.edition),
      query.words === '' ? undefined : this.reader.search(query, context.stamp),
    ]);
    const choices = { editions: readableEditions(context.state), chapters };
    // Not remembered: people's words are many, and each answer is asked for once or twice.
    const page = searchPage(context.site, query, choices, found);
    sendPrepared(request, reply, await preparePage(page));
  }
}

function parse(asked: Record<string, unknown>): SearchQuery {
  const text = (name: string, most: number): string => {
    const value = asked[name];
    // PostgreSQL has no text with this character.
    return typeof value === 'string' ? value.replaceAll('\u0000', '').trim().slice(0, most) : '';
  };
  const page = Number(text('page', 5));
  return {
    words: text('q', 200),
    ...(text('edition', 200) && { edition: text('edition', 200) }),
    ...(text('chapter', 300) && { chapter: text('chapter', 300) }),
    page: Number.isInteger(page) && page >= 1 && page <= 1000 ? page : 1,
  };
}
