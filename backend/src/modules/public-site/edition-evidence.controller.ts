import { Controller, Get, Param, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problem } from '../../common/problems.js';
import { Public } from '../../platform/http/requires.js';
import { sendAttachment } from '../../platform/http/send-attachment.js';
import { EditionEvidence } from '../publication/index.js';
import { PageErrorFilter } from './page-error.filter.js';

/** The files that editions print as evidence, to be saved: never a page of ours. */
@ApiExcludeController()
@UseFilters(PageErrorFilter)
@Controller('editions')
export class EditionEvidenceController {
  constructor(private readonly evidence: EditionEvidence) {}

  /** The hash says which bytes; the name in the address is for the reader. */
  @Get(':slug/evidence/:sha256/:name')
  @Public()
  async file(
    @Param('slug') slug: string,
    @Param('sha256') sha256: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.evidence.find(slug, sha256);
    if (!file) throw new Problem('record.not_found', { what: 'file' });
    // Its bytes never change; a file that the scanner finds something in later is to be asked for again.
    void reply.header('cache-control', 'public, max-age=3600');
    sendAttachment(reply, file);
  }
}
