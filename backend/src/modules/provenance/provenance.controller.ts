import { createHash } from 'node:crypto';
import {
  Body,
  Controller,
  HttpCode,
  Inject,
  Param,
  ParseUUIDPipe,
  Post,
  StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { invalidField } from '../../common/problems.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { Clock } from '../../platform/database/clock.js';
import { renderApart } from '../../platform/documents/index.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { RecordCaseFile } from './actions/record-case-file.js';
import { toCaseFile } from './case-file.js';
import { PhraseDto, ProvenanceDto } from './dto/provenance.dto.js';
import { ProvenanceReader } from './provenance-reader.js';

@ApiTags('editions')
@Controller('api/editions')
export class ProvenanceController {
  constructor(
    private readonly reader: ProvenanceReader,
    private readonly acts: Acts,
    private readonly recordCaseFile: RecordCaseFile,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Who wrote, cleared, approved and signed words that this edition prints. Changes nothing. */
  @Post(':id/provenance')
  @HttpCode(200)
  @Requires('edition.read')
  trace(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() phrase: PhraseDto,
  ): Promise<ProvenanceDto> {
    return this.reader.trace(actor, id, phrase);
  }

  /**
   * The same as a PDF to keep, noted in the audit trail. Made while the reader waits: it takes a second
   * at most, and nobody else reads it.
   */
  @Post(':id/case-file')
  @HttpCode(200)
  @Requires('edition.read')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async caseFile(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() phrase: PhraseDto,
  ): Promise<StreamableFile> {
    const found = await this.reader.trace(actor, id, phrase);
    if (found.where === 'nowhere') throw invalidField('words', 'nowhere', found.answer);
    const file = toCaseFile(found, {
      madeBy: actor.name,
      madeAt: this.clock.now(),
      address: new URL(found.edition.href, this.config.publicUrl).href,
    });
    const pdf = await renderApart({ kind: 'case', file });
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    await this.acts.perform(actor, (act) => this.recordCaseFile.execute(act, found, sha256));
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: 'attachment; filename="case-file.pdf"',
    });
  }
}
