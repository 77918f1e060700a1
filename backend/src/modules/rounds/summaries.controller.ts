import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { CreatedDto } from '../identity/index.js';
import { PlanSummary } from './actions/plan-summary.js';
import { PlanSummaryDto } from './dto/round.dto.js';

/** The stakeholder summary of a round: a round of its own from here on. */
@ApiTags('rounds')
@Controller('api/rounds/:id/summary')
export class SummariesController {
  constructor(
    private readonly acts: Acts,
    private readonly planSummary: PlanSummary,
  ) {}

  /** Plans the stakeholder summary of a round, once. */
  @Post()
  @Requires('round.manage')
  async plan(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: PlanSummaryDto,
  ): Promise<CreatedDto> {
    return { id: await this.acts.perform(actor, (act) => this.planSummary.execute(act, id, body)) };
  }
}
