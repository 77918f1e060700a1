import { createHash } from 'node:crypto';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EDITION_SCHEMA, EDITION_SCHEMA_HREF } from '../../common/edition-schema.js';
import { Public } from '../../platform/http/requires.js';
import { sendFile } from './send.js';

const BYTES = Buffer.from(`${JSON.stringify(EDITION_SCHEMA, null, 2)}\n`, 'utf8');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

/** What the JSON of an edition holds, for programs: its address stays as long as editions are read by it. */
@ApiExcludeController()
@Controller()
export class SchemasController {
  @Get(EDITION_SCHEMA_HREF)
  @Public()
  async edition(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendFile(request, reply, {
      sha256: SHA256,
      mediaType: 'application/schema+json',
      name: 'edition-1.schema.json',
      isNamedByHash: false,
      read: () => Promise.resolve(BYTES),
    });
  }
}
