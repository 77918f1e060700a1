import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problems.js';
import { Acts } from '../../modules/audit/index.js';
import { ExpertLimiter, UseExpertLink } from '../../modules/updates/index.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { Public } from '../../platform/http/requires.js';
import { tokenHash } from '../../platform/links/link-token.js';
import {
  approvedPage,
  doorPage,
  noLinkPage,
  textPage,
  thanksPage,
  tooOftenPage,
} from './expert-pages.js';

/**
 * What an outside expert sees by a personal link, without an account and without JavaScript. Opening
 * the link changes nothing and tells nothing, since mail scanners follow links; a button shows the text.
 * The secret in the address is the only right there is, so no foreign page could use anybody's.
 */
@ApiExcludeController()
@Controller('expert/:token')
@Public({ isKeyInAddress: true })
export class ExpertPagesController {
  private readonly name: string;

  constructor(
    private readonly acts: Acts,
    private readonly links: UseExpertLink,
    private readonly limiter: ExpertLimiter,
    @Inject(CONFIG) config: Config,
  ) {
    this.name = config.serviceName;
  }

  /** Also where its forms lead to: a phone that had put the page away asks for it again in this way. */
  @Get(['', 'text', 'comments'])
  async door(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(request, reply, async () => {
      await this.links.look(tokenHash(token));
      return doorPage(this.name, addressOf(token));
    });
  }

  @Post('text')
  @HttpCode(200)
  async text(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(request, reply, async () => {
      const text = await this.view(token);
      return textPage(this.name, addressOf(token), text);
    });
  }

  @Post('comments')
  @HttpCode(200)
  async comment(
    @Param('token') token: string,
    @Body() body: { text?: unknown } | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Browsers send a line break as two characters, and count it as one.
    const said = typeof body?.text === 'string' ? body.text.replaceAll('\r\n', '\n') : '';
    const comment = async () => {
      const hash = tokenHash(token);
      await this.limiter.use(hash);
      try {
        if (said.length > 4000) throw new Problem('request.invalid');
        await this.acts.perform(null, (act) => this.links.comment(act, hash, said));
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'request.invalid') throw error;
        void reply.status(422);
        const words = error.extra.issues?.[0]?.message ?? 'Write at most 4,000 characters.';
        const text = await this.view(token);
        return textPage(this.name, addressOf(token), text, { text: said, error: words });
      }
      // Reloading what comes next sends nothing again.
      void reply.status(303).header('location', `${addressOf(token)}/thanks`);
      return thanksPage(this.name, addressOf(token));
    };
    await this.answer(request, reply, comment, said);
  }

  @Get('thanks')
  async thanks(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(request, reply, async () => {
      await this.links.look(tokenHash(token));
      return thanksPage(this.name, addressOf(token));
    });
  }

  private async view(token: string) {
    const hash = tokenHash(token);
    await this.limiter.use(hash);
    return this.acts.perform(null, (act) => this.links.view(act, hash));
  }

  /**
   * A page, whatever happens, that nobody keeps and that tells no other site where it was.
   * @param said what was written, to be given back when it cannot be taken
   */
  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    make: () => Promise<string>,
    said?: string,
  ): Promise<void> {
    void reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .header('x-robots-tag', 'noindex, nofollow')
      .type('text/html; charset=utf-8');
    let page: string;
    try {
      await this.limiter.check(request.ip);
      page = await make();
    } catch (error) {
      const code = error instanceof Problem ? error.code : undefined;
      if (code === 'record.not_found') {
        await this.limiter.wrongLink(request.ip);
        void reply.status(404);
        page = noLinkPage(this.name, said);
      } else if (code === 'transition.illegal') {
        void reply.status(409);
        page = approvedPage(this.name, said);
      } else if (code === 'session.too_many_attempts') {
        void reply.status(429);
        page = tooOftenPage(this.name, said);
      } else throw error;
    }
    void reply.send(page);
  }
}

const addressOf = (token: string): string => `/expert/${encodeURIComponent(token)}`;
