import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problems.js';
import { Public } from '../../platform/http/requires.js';
import { notFoundPage } from './pages/index.js';
import { sendPassingPage } from './send.js';
import { Site } from './site.js';

/** Whatever no other route answers: programs get a problem, people a page. */
@ApiExcludeController()
@Controller()
export class NoPageController {
  constructor(private readonly site: Site) {}

  @Get('*')
  @Public()
  async nothing(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (request.url.startsWith('/api/')) throw new Problem('record.not_found', { what: 'address' });
    sendPassingPage(reply, 404, notFoundPage(await this.site.settings()));
  }
}
