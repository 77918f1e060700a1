import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { OmitUpdate, IncludeUpdate } from './actions/omit-update.js';
import { ReasonDto } from './dto/update-actions.dto.js';
import { UpdateDetailDto } from './dto/update.dto.js';
import { UpdateDecisions } from './update-decisions.js';

/** Rows that a round leaves out. */
@ApiTags('updates')
@Controller('api/updates/:id')
export class OmissionController {
  constructor(
    private readonly decisions: UpdateDecisions,
    private readonly omitUpdate: OmitUpdate,
    private readonly includeUpdate: IncludeUpdate,
  ) {}

  /** Leaves the row out of this round: an override, whose reason is printed. */
  @Post('omit')
  @HttpCode(200)
  @Requires('update.omit')
  omit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ReasonDto,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) => this.omitUpdate.execute(act, id, body.reason));
  }

  /** Takes an omission back. */
  @Post('include')
  @HttpCode(200)
  @Requires('update.omit')
  include(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) => this.includeUpdate.execute(act, id));
  }
}
