import { Controller, Get, Inject, Param, ParseUUIDPipe, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { Clock } from '../../platform/database/clock.js';
import { renderApart } from '../../platform/documents/index.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { CertificateReader } from './certificate-reader.js';
import { toCertificate } from './certificate.js';

@ApiTags('sign-off')
@Controller('api/manifests')
export class ManifestsController {
  constructor(
    private readonly certificates: CertificateReader,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * What was signed, with its hashes, as a PDF to keep. Made while the reader waits, as a case file
   * is: it takes a second at most.
   */
  @Get(':id/certificate')
  @Requires('round.preview')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async certificate(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<StreamableFile> {
    const { body, facts } = await this.certificates.read(actor, id);
    const certificate = toCertificate(body, facts, {
      address: new URL(`/app/rounds/${body.round.id}/sign`, this.config.publicUrl).href,
      madeAt: this.clock.now(),
    });
    return new StreamableFile(await renderApart({ kind: 'certificate', certificate }), {
      type: 'application/pdf',
      disposition: `attachment; filename="certificate-${body.round.slug}-${body.version}.pdf"`,
    });
  }
}
