import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problems.js';
import { Public } from '../../platform/http/requires.js';
import { sendUnchanged } from '../../platform/http/send-unchanged.js';
import { tokenHash } from '../../platform/links/link-token.js';
import { CalendarLimiter } from './calendar-limiter.js';
import { CalendarReader } from './calendar.reader.js';

/**
 * What a calendar program reads by somebody's private link. It has no session, and the secret in the
 * address is all the right there is; an unknown link, one that ended and one of a closed account are
 * the same.
 */
@ApiExcludeController()
@Controller('calendar')
@Public({ isKeyInAddress: true })
export class CalendarController {
  constructor(
    private readonly reader: CalendarReader,
    private readonly limiter: CalendarLimiter,
  ) {}

  @Get(':file')
  async read(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limiter.check(request.ip);
    const hash = tokenHash(file.replace(/\.ics$/, ''));
    const personId = file.endsWith('.ics') ? await this.reader.personOf(hash) : undefined;
    if (!personId) {
      await this.limiter.wrongLink(request.ip);
      throw new Problem('record.not_found', { what: 'calendar' });
    }
    await this.limiter.use(hash);
    const calendar = await this.reader.read(personId);
    void reply
      .header('cache-control', 'private, no-cache')
      .header('referrer-policy', 'no-referrer')
      .header('x-robots-tag', 'noindex, nofollow');
    const tag = createHash('sha256').update(calendar).digest('base64url');
    if (sendUnchanged(request, reply, tag)) return;
    void reply.type('text/calendar; charset=utf-8').send(calendar);
  }
}
