import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Put,
  Req,
  Res,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Actor } from '../../../common/actor.js';
import { FILE_KINDS } from '../../../common/evidence.js';
import { Problem } from '../../../common/problems.js';
import { Refuses } from '../../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../../platform/http/requires.js';
import { sendAttachment } from '../../../platform/http/send-attachment.js';
import { Acts } from '../../audit/index.js';
import { Files } from '../../files/index.js';
import { AddEvidence } from './actions/add-evidence.js';
import { ChangeEvidence } from './actions/change-evidence.js';
import { ReceiveEvidenceFile } from './actions/receive-evidence-file.js';
import { RemoveEvidence, RestoreEvidence } from './actions/remove-evidence.js';
import {
  AddFileDto,
  AddLinkDto,
  ChangeEvidenceDto,
  EvidenceIdDto,
  EvidencePage,
} from './evidence.dto.js';
import { EvidenceReader } from './evidence.reader.js';

const Id = (name: string) => Param(name, ParseUUIDPipe);

const BYTES = { schema: { type: 'string', format: 'binary' } };
const FILE_ANSWERS = Object.fromEntries(Object.keys(FILE_KINDS).map((type) => [type, BYTES]));

/** What stands behind an update: links and files. */
@ApiTags('evidence')
@Controller('api/updates/:id/evidence')
export class EvidenceController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: EvidenceReader,
    private readonly files: Files,
    private readonly addEvidence: AddEvidence,
    private readonly receiveFile: ReceiveEvidenceFile,
    private readonly changeEvidence: ChangeEvidence,
    private readonly removeEvidence: RemoveEvidence,
    private readonly restoreEvidence: RestoreEvidence,
  ) {}

  /** As it is now, for who drafts; for others as it stood behind the last revision they see. */
  @Get()
  @Requires('update.read')
  list(@CurrentActor() actor: Actor, @Id('id') id: string): Promise<EvidencePage> {
    return this.reader.list(actor, id);
  }

  /** Adds a link. */
  @Post('links')
  @Requires('update.draft')
  async addLink(
    @CurrentActor() actor: Actor,
    @Id('id') id: string,
    @Body() body: AddLinkDto,
  ): Promise<EvidenceIdDto> {
    return { id: await this.acts.perform(actor, (act) => this.addEvidence.execute(act, id, body)) };
  }

  /** Makes a place for a file, which nobody sees before its bytes have come. */
  @Post('files')
  @Requires('update.draft')
  async addFile(
    @CurrentActor() actor: Actor,
    @Id('id') id: string,
    @Body() body: AddFileDto,
  ): Promise<EvidenceIdDto> {
    return { id: await this.acts.perform(actor, (act) => this.addEvidence.execute(act, id, body)) };
  }

  /** The bytes of a file: at most 20 MB, of a kind that is taken by what they hold. */
  @Put(':evidenceId/file')
  @HttpCode(204)
  @Refuses('file.too_large', 'file.no_bytes', 'file.redacted')
  @ApiConsumes('application/octet-stream')
  @ApiBody(BYTES)
  @RouteConfig({ isUpload: true })
  @Requires('update.draft')
  async receive(
    @CurrentActor() actor: Actor,
    @Id('id') id: string,
    @Id('evidenceId') evidenceId: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    // Refused before a byte of it is read, as the act would refuse it afterwards.
    await this.acts.rehearse(actor, (act) => this.receiveFile.take(act, id, evidenceId));
    const { body } = request;
    if (!(body instanceof Readable)) throw new Problem('file.no_bytes');
    const declared = request.headers['content-length'];
    const file = await this.files.take(actor, body, declared ? Number(declared) : undefined);
    await this.acts.perform(actor, (act) => this.receiveFile.execute(act, id, evidenceId, file));
  }

  /** Another title, marking or publication: what stands in its place has another id. */
  @Patch(':evidenceId')
  @Requires('update.draft')
  async change(
    @CurrentActor() actor: Actor,
    @Id('id') id: string,
    @Id('evidenceId') evidenceId: string,
    @Body() body: ChangeEvidenceDto,
  ): Promise<EvidenceIdDto> {
    const changed = await this.acts.perform(actor, (act) =>
      this.changeEvidence.execute(act, id, evidenceId, body),
    );
    return { id: changed };
  }

  /** Takes it off the list; what was submitted with it keeps it. */
  @Delete(':evidenceId')
  @HttpCode(204)
  @Requires('update.draft')
  remove(
    @CurrentActor() actor: Actor,
    @Id('id') id: string,
    @Id('evidenceId') evidenceId: string,
  ): Promise<void> {
    return this.acts.perform(actor, (act) => this.removeEvidence.execute(act, id, evidenceId));
  }

  /** Puts back what was removed. */
  @Post(':evidenceId/restore')
  @HttpCode(204)
  @Requires('update.draft')
  restore(
    @CurrentActor() actor: Actor,
    @Id('id') id: string,
    @Id('evidenceId') evidenceId: string,
  ): Promise<void> {
    return this.acts.perform(actor, (act) => this.restoreEvidence.execute(act, id, evidenceId));
  }

  /** A file, to be saved: never shown in the browser. */
  @Get(':evidenceId/file')
  @ApiOkResponse({ content: FILE_ANSWERS })
  @Refuses('file.not_ready')
  @Header('cache-control', 'private, no-store')
  @Requires('update.read')
  async download(
    @CurrentActor() actor: Actor,
    @Id('id') id: string,
    @Id('evidenceId') evidenceId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.reader.download(actor, id, evidenceId);
    sendAttachment(reply, file);
  }
}
