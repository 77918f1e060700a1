import { Controller, Get, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/requires.js';
import { PublicReader } from '../publication/index.js';
import { currentEditions, readableEditions } from './editions.js';
import { PageErrorFilter } from './page-error.filter.js';
import { feed, robots, sitemap } from './pages/index.js';
import { RememberedPages } from './remembered-pages.js';
import { preparePage, sendPrepared } from './send.js';

/** What programs read: the feed, and what search engines ask for. */
@ApiExcludeController()
@UseFilters(PageErrorFilter)
@Controller()
export class MachinePagesController {
  constructor(
    private readonly pages: RememberedPages,
    private readonly reader: PublicReader,
  ) {}

  @Get('editions.atom')
  @Public()
  async feed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { site, state } = await this.pages.context();
    const text = feed(site, currentEditions(state));
    sendPrepared(request, reply, await preparePage(text, 'application/atom+xml; charset=utf-8'));
  }

  @Get('sitemap.xml')
  @Public()
  async sitemap(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [{ site, state }, ids] = await Promise.all([
      this.pages.context(),
      this.reader.commitmentIds(),
    ]);
    const text = sitemap(site, readableEditions(state), ids);
    sendPrepared(request, reply, await preparePage(text, 'application/xml; charset=utf-8'));
  }

  @Get('robots.txt')
  @Public()
  async robots(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { site } = await this.pages.context();
    sendPrepared(request, reply, await preparePage(robots(site), 'text/plain; charset=utf-8'));
  }
}
