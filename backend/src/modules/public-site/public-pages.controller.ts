import { Controller, Get, Header, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problems.js';
import { Public } from '../../platform/http/requires.js';
import { EditionsReader, offeredForms, PublicReader } from '../publication/index.js';
import { PUBLIC_CSS } from './assets/public.css.js';
import { PageErrorFilter } from './page-error.filter.js';
import { accessibilityPage, commitmentPage, editionsPage, howToCheckPage } from './pages/index.js';
import { sendPage } from './send.js';
import { Site } from './site.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The public pages beside the editions themselves. */
@ApiExcludeController()
@UseFilters(PageErrorFilter)
@Controller()
export class PublicPagesController {
  constructor(
    private readonly site: Site,
    private readonly editions: EditionsReader,
    private readonly reader: PublicReader,
  ) {}

  /** Every edition, newest first. */
  @Get(['/', 'editions'])
  @Public()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [site, editions] = await Promise.all([this.site.settings(), this.reader.editions()]);
    const items = editions.map(({ files, ...edition }) => ({
      ...edition,
      forms: offeredForms(files),
    }));
    sendPage(request, reply, editionsPage(site, items));
  }

  /** One commitment and everything that was published about it. */
  @Get('commitments/:id')
  @Public()
  async commitment(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!UUID.test(id)) throw new Problem('record.not_found', { what: 'commitment' });
    const [site, commitment, entries, absentFrom] = await Promise.all([
      this.site.settings(),
      this.reader.commitment(id),
      this.editions.rowsAbout(id),
      this.editions.without(id),
    ]);
    const page = commitmentPage(site, { ...commitment, entries, absentFrom });
    sendPage(request, reply, page);
  }

  @Get('how-to-check')
  @Public()
  async howToCheck(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendPage(request, reply, howToCheckPage(await this.site.settings()));
  }

  @Get('accessibility')
  @Public()
  async accessibility(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendPage(request, reply, accessibilityPage(await this.site.settings()));
  }

  /** Its address holds its hash, so it may be kept for ever. */
  @Get('assets/public.css')
  @Public()
  @Header('cache-control', 'public, max-age=31536000, immutable')
  stylesheet(@Res() reply: FastifyReply): void {
    void reply.type('text/css; charset=utf-8').send(PUBLIC_CSS);
  }
}
