import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '../common/problems.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/tokens.js';
import { Public } from '../platform/http/requires.js';
import { Metrics } from '../platform/metrics/metrics.js';

/** Compared by their hashes: these are of one length, whatever was sent. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The figures for a monitoring system, which has a token and no session. Without a token there are none. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  private readonly expected?: Buffer;

  constructor(
    private readonly metrics: Metrics,
    @Inject(CONFIG) { metricsToken }: Config,
  ) {
    if (metricsToken) this.expected = digest(`Bearer ${metricsToken}`);
  }

  @Get()
  @Public()
  async read(
    @Headers('authorization') authorization: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!this.expected) throw new Problem('record.not_found', { what: 'address' });
    if (!timingSafeEqual(digest(authorization ?? ''), this.expected)) {
      void reply.header('www-authenticate', 'Bearer realm="metrics"');
      throw new Problem('session.required');
    }
    const text = await this.metrics.text();
    void reply
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(text);
  }
}
