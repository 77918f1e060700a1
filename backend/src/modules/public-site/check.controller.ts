import {
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Problem } from '../../common/problems.js';
import { Clock } from '../../platform/database/clock.js';
import { Public } from '../../platform/http/requires.js';
import { PublicReader, verifyEditions, type PublicEdition } from '../publication/index.js';
import { parseVersion } from './addresses.js';
import { currentEditions, versionAt } from './editions.js';
import { COPY_MAX_BYTES, hashUpload } from './hash-upload.js';
import { PageErrorFilter } from './page-error.filter.js';
import { checkEditionPage, howToCheckPage, type CopyCheck } from './pages/index.js';
import { PublicLimiter } from './public-limiter.js';
import { RememberedPages, type PageContext } from './remembered-pages.js';
import { sendPassingPage } from './send.js';

const REFUSALS = {
  none: 'Choose a file',
  malformed: 'The file did not arrive whole: try again',
  too_large: 'The file is larger than any edition: at most 50 MB',
} as const;

/** Where anybody checks a copy, a hash, or what stands here. */
@ApiExcludeController()
@UseFilters(PageErrorFilter)
@Controller()
export class CheckController {
  constructor(
    private readonly pages: RememberedPages,
    private readonly reader: PublicReader,
    private readonly limiter: PublicLimiter,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** How it is done, with the forms; with a hash in the address, what it is of. */
  @Get('how-to-check')
  @Public()
  async howTo(
    @Query('hash') hash: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const context = await this.pages.context();
    if (typeof hash !== 'string') {
      await this.pages.send(request, reply, context, ['how-to-check'], () =>
        howToCheckPage(context.site, currentEditions(context.state)),
      );
      return;
    }
    await this.limiter.use('check', request.ip);
    const given = hash.trim().slice(0, 200);
    const sha256 = given.replace(/\s+/gu, '').toLowerCase();
    if (/^[0-9a-f]{64}$/u.test(sha256)) return this.answer(reply, context, sha256, false);
    const words = 'A hash is 64 digits and letters from a to f';
    this.refuse(reply, context, { kind: 'refused', field: 'hash', words, given });
  }

  /** A file that a reader has: hashed as it arrives, and kept nowhere. */
  @Post('how-to-check')
  @HttpCode(200)
  @RouteConfig({ isForm: true })
  @Public()
  async copy(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.limiter.use('check', request.ip);
    const context = await this.pages.context();
    const { body, headers } = request;
    const isTooLong = Number(headers['content-length'] ?? 0) > COPY_MAX_BYTES;
    // What is left of it is not read.
    if (isTooLong) void reply.header('connection', 'close');
    const hashed = isTooLong
      ? { kind: 'too_large' as const }
      : body instanceof Readable
        ? await hashUpload(body, headers['content-type'] ?? '')
        : { kind: 'none' as const };
    if (hashed.kind === 'file') return this.answer(reply, context, hashed.sha256, true);
    this.refuse(reply, context, { kind: 'refused', field: 'copy', words: REFUSALS[hashed.kind] });
  }

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
    const { wrong } = await verifyEditions(this.dataSource, edition.id);
    const verdict = {
      at: this.clock.now(),
      files: edition.files.length,
      ...(wrong !== undefined && { wrong }),
    };
    sendPassingPage(reply, 200, checkEditionPage(context.site, edition, verdict));
  }

  private find({ state }: PageContext, slug: string, part: string): PublicEdition {
    const version = parseVersion(part);
    if (!version) throw new Problem('record.not_found', { what: 'edition' });
    return versionAt(state, slug, version);
  }

  private async answer(
    reply: FastifyReply,
    { site, state }: PageContext,
    sha256: string,
    isFile: boolean,
  ): Promise<void> {
    const things = (await this.reader.withHash(sha256)).flatMap(({ editionId, ...thing }) => {
      const edition = state.editions.find(({ id }) => id === editionId);
      return edition ? [{ edition, ...thing }] : [];
    });
    const checked: CopyCheck =
      things.length > 0 ? { kind: 'found', sha256, things } : { kind: 'unknown', sha256, isFile };
    sendPassingPage(reply, 200, howToCheckPage(site, currentEditions(state), checked));
  }

  private refuse(reply: FastifyReply, { site, state }: PageContext, checked: CopyCheck): void {
    sendPassingPage(reply, 422, howToCheckPage(site, currentEditions(state), checked));
  }
}
