import { Controller, Get, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Problem } from '../../common/problems.js';
import { Clock } from '../../platform/database/clock.js';
import { Public } from '../../platform/http/requires.js';
import {
  EditionEvidence,
  verifyEditions,
  verifyOverrides,
  verifyWithdrawals,
  type PublicEdition,
} from '../publication/index.js';
import { parseVersion } from './addresses.js';
import { versionAt } from './editions.js';
import { PageErrorFilter } from './page-error.filter.js';
import { checkEditionPage } from './pages/index.js';
import { PublicLimiter } from './public-limiter.js';
import { RememberedPages, type PageContext } from './remembered-pages.js';
import { sendPassingPage } from './send.js';

/** Where anybody has what stands here checked. */
@ApiExcludeController()
@UseFilters(PageErrorFilter)
@Controller()
export class EditionCheckController {
  constructor(
    private readonly pages: RememberedPages,
    private readonly limiter: PublicLimiter,
    private readonly dataSource: DataSource,
    private readonly evidence: EditionEvidence,
    private readonly clock: Clock,
  ) {}

  @Get('editions/:slug/:version/check')
  @Public()
  async edition(
    @Param('slug') slug: string,
    @Param('version') version: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const context = await this.pages.context();
    const edition = this.find(context, slug, version);
    await this.pages.send(request, reply, context, ['check', edition.id], () =>
      checkEditionPage(context.site, edition),
    );
  }

  /** Works every hash of it out anew. */
  @Post('editions/:slug/:version/check')
  @HttpCode(200)
  @RouteConfig({ isForm: true })
  @Public()
  async check(
    @Param('slug') slug: string,
    @Param('version') version: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limiter.use('check', request.ip);
    const context = await this.pages.context();
    const edition = this.find(context, slug, version);
    const inRecords = await this.wrongInRecords(edition.id);
    const { wrong: inEvidence, ...evidence } = await this.evidence.check(edition.id);
    const wrong = inRecords ?? inEvidence;
    const verdict = {
      ...{ at: this.clock.now(), files: edition.files.length, evidence },
      ...(wrong !== undefined && { wrong }),
    };
    sendPassingPage(reply, 200, checkEditionPage(context.site, edition, verdict));
  }

  private async wrongInRecords(editionId: string): Promise<string | undefined> {
    for (const verify of [verifyEditions, verifyWithdrawals, verifyOverrides]) {
      const { wrong } = await verify(this.dataSource, editionId);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  private find({ state }: PageContext, slug: string, part: string): PublicEdition {
    const version = parseVersion(part);
    if (!version) throw new Problem('record.not_found', { what: 'edition' });
    return versionAt(state, slug, version);
  }
}
