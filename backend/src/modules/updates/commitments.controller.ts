import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { CommitmentDetailDto, CommitmentPage, CommitmentsQuery } from '../plan/index.js';
import { CommitmentDiffDto, CommitmentDiffQuery } from './dto/update.dto.js';
import { CommitmentDiffReader } from './commitment-diff.reader.js';
import { CommitmentTimelineReader } from './commitment-timeline.reader.js';
import { TimelinePage, TimelineQuery } from './dto/timeline.dto.js';
import { CommitmentHistoryReader } from './commitment-history.reader.js';

/** The register as people read it: each commitment with what the editions said. */
@ApiTags('register')
@Controller('api/commitments')
export class CommitmentsController {
  constructor(
    private readonly reader: CommitmentHistoryReader,
    private readonly diffs: CommitmentDiffReader,
    private readonly timelines: CommitmentTimelineReader,
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

  /** What changed from one text about it to another: rows of editions, or revisions. */
  @Get(':id/diff')
  @Requires('commitment.read')
  diff(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: CommitmentDiffQuery,
  ): Promise<CommitmentDiffDto> {
    return this.diffs.read(actor, id, query.from, query.to);
  }

  /** Its life, round by round: editions, revisions, decisions, overrides, changes of the register. */
  @Get(':id/timeline')
  @Requires('commitment.read')
  timeline(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: TimelineQuery,
  ): Promise<TimelinePage> {
    return this.timelines.read(actor, id, query);
  }
}
