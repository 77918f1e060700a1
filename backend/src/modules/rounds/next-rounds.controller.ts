import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { CreatedDto } from '../identity/index.js';
import { SkipPeriod, UndoSkip } from './actions/skip-period.js';
import { SkipRound } from './actions/skip-round.js';
import {
  NextRoundDto,
  SkipPeriodDto,
  SkippedPeriodPage,
  SkippedPeriodsQuery,
  SkipRoundDto,
} from './dto/next-round.dto.js';
import { NextRoundReader } from './next-round-reader.js';

/** The round that comes next: proposed on the pattern of the last, or skipped. */
@ApiTags('rounds')
@Controller('api')
export class NextRoundsController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: NextRoundReader,
    private readonly skipPeriod: SkipPeriod,
    private readonly skipRound: SkipRound,
    private readonly undoSkip: UndoSkip,
  ) {}

  /** The next round on the pattern of the last, its dates shifted in working days. */
  @Get('plans/:id/next-round')
  @Requires('round.manage')
  propose(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<NextRoundDto> {
    return this.reader.propose(actor, id);
  }

  /** Records that the next period has no round, and why. */
  @Post('plans/:id/skip-period')
  @Requires('round.manage')
  async skip(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SkipPeriodDto,
  ): Promise<CreatedDto> {
    return { id: await this.acts.perform(actor, (act) => this.skipPeriod.execute(act, id, body)) };
  }

  /** Skips a round that is planned and not open: the next edition says why its period had none. */
  @Post('rounds/:id/skip')
  @Requires('round.manage')
  async skipPlanned(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: SkipRoundDto,
  ): Promise<CreatedDto> {
    return {
      id: await this.acts.perform(actor, (act) => this.skipRound.execute(act, id, reason)),
    };
  }

  /** Periods without a round, of the reader's plans, newest first. */
  @Get('skipped-periods')
  @Requires('round.read')
  skipped(
    @CurrentActor() actor: Actor,
    @Query() query: SkippedPeriodsQuery,
  ): Promise<SkippedPeriodPage> {
    return this.reader.skipped(actor, query);
  }

  /** Takes a skip back, while no later round builds on it. */
  @Post('skipped-periods/:id/undo')
  @HttpCode(204)
  @Requires('round.manage')
  async undo(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.acts.perform(actor, (act) => this.undoSkip.execute(act, id));
  }
}
