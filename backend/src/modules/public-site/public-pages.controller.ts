import { Controller, Get, Header, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problems.js';
import { Public } from '../../platform/http/requires.js';
import { offeredForms, PublicReader } from '../publication/index.js';
import { PUBLIC_CSS } from './assets/public.css.js';
import { currentEditions, latestTables } from './editions.js';
import { PageErrorFilter } from './page-error.filter.js';
import {
  accessibilityPage,
  contactPage,
  deliveryAt,
  deliveryPage,
  editionsPage,
  fileHref,
  standingPage,
} from './pages/index.js';
import { RememberedPages } from './remembered-pages.js';

/** The public pages beside the editions themselves. */
@ApiExcludeController()
@UseFilters(PageErrorFilter)
@Controller()
export class PublicPagesController {
  constructor(
    private readonly pages: RememberedPages,
    private readonly reader: PublicReader,
  ) {}

  /** Every edition, newest first. */
  @Get(['/', 'editions'])
  @Public()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = await this.pages.context();
    await this.pages.send(request, reply, context, ['editions'], async () => {
      const names = await this.reader.printedNames();
      const items = currentEditions(context.state).map(({ id, files, ...edition }) => ({
        ...edition,
        ...(names.get(id) ?? { planTitle: '', periodLabel: '' }),
        forms: offeredForms(files.map((file) => ({ ...file, href: fileHref(file) }))),
      }));
      return editionsPage(context.site, items);
    });
  }

  /** How many commitments stand at each delivery. */
  @Get('delivery')
  @Public()
  async deliveries(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = await this.pages.context();
    await this.pages.send(request, reply, context, ['delivery'], async () =>
      deliveryPage(context.site, await this.latest(context.state)),
    );
  }

  /** The commitments that stand at one: /delivery/in-progress. */
  @Get('delivery/:delivery')
  @Public()
  async delivery(
    @Param('delivery') part: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const delivery = deliveryAt(part);
    if (!delivery) throw new Problem('record.not_found', { what: 'delivery' });
    const context = await this.pages.context();
    await this.pages.send(request, reply, context, ['delivery', delivery], async () =>
      standingPage(context.site, delivery, await this.latest(context.state)),
    );
  }

  @Get('accessibility')
  @Public()
  async accessibility(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = await this.pages.context();
    await this.pages.send(request, reply, context, ['accessibility'], () =>
      accessibilityPage(context.site),
    );
  }

  @Get('contact')
  @Public()
  async contact(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = await this.pages.context();
    await this.pages.send(request, reply, context, ['contact'], () => contactPage(context.site));
  }

  /** Its address holds its hash, so it may be kept for ever. */
  @Get('assets/public.css')
  @Public()
  @Header('cache-control', 'public, max-age=31536000, immutable')
  stylesheet(@Res() reply: FastifyReply): void {
    void reply.type('text/css; charset=utf-8').send(PUBLIC_CSS);
  }

  private latest(state: Parameters<typeof latestTables>[0]) {
    return Promise.all(latestTables(state).map(({ id }) => this.reader.snapshot(id)));
  }
}
