import { Controller, Get, HttpCode, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/requires.js';
import { PublicReader } from '../publication/index.js';
import { currentEditions } from './editions.js';
import { COPY_MAX_BYTES, hashUpload } from './hash-upload.js';
import { PageErrorFilter } from './page-error.filter.js';
import { howToCheckPage, type CopyCheck } from './pages/index.js';
import { PublicLimiter } from './public-limiter.js';
import { RememberedPages, type PageContext } from './remembered-pages.js';
import { sendPassingPage } from './send.js';

const REFUSALS = {
  none: 'Choose a file',
  malformed: 'The file did not arrive whole: try again',
  too_large: 'The file is larger than any edition: at most 50 MB',
} as const;

/** The hash by itself, also in groups, or as our files and other programs write it: sha256:…, … v1.pdf. */
function hashIn(given: string): string | undefined {
  const words = given.toLowerCase();
  const [written] = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/u.exec(words) ?? [];
  const joined = words.replace(/\s+/gu, '');
  return written ?? (/^[0-9a-f]{64}$/u.test(joined) ? joined : undefined);
}

/** Where anybody checks a copy or a hash that they have. */
@ApiExcludeController()
@UseFilters(PageErrorFilter)
@Controller()
export class CopyCheckController {
  constructor(
    private readonly pages: RememberedPages,
    private readonly reader: PublicReader,
    private readonly limiter: PublicLimiter,
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
    const sha256 = hashIn(given);
    if (sha256) return this.answer(reply, context, sha256, false);
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
