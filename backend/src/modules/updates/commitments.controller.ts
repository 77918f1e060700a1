import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { CommitmentDetailDto, CommitmentPage, CommitmentsQuery } from '../plan/index.js';
import { CommitmentDiffDto, CommitmentDiffQuery } from './dto/update.dto.js';
import { CommitmentDiffReader } from './commitment-diff.reader.js';
import { CommitmentHistoryReader } from './commitment-history.reader.js';

/** The register as people read it: each commitment with what the editions said. */
@ApiTags('register')
@Controller('api/commitments')
export class CommitmentsController {
  constructor(
    private readonly reader: CommitmentHistoryReader,
    private readonly diffs: CommitmentDiffReader,
  ) {}

  /** The register of commitments. */
  @Get()
  @Requires('commitment.read')
  list(@CurrentActor() actor: Actor, @Query() query: CommitmentsQuery): Promise<CommitmentPage> {
    return this.reader.list(actor, query);
  }

  /** One commitment with what each edition said of it. */
  @Get(':id')
  @Requires('commitment.read')
  read(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<CommitmentDetailDto> {
    return this.reader.read(actor, id);
  }

  /** What changed from one row about it to another, in any two editions. */
  @Get(':id/diff')
  @Requires('commitment.read')
  diff(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: CommitmentDiffQuery,
  ): Promise<CommitmentDiffDto> {
    return this.diffs.read(actor, id, query.from, query.to);
  }
}
