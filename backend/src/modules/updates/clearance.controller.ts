import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { ClearUpdate, RefuseClearance } from './actions/clear-update.js';
import { RevisionReasonDto, RevisionSeenDto } from './dto/update-actions.dto.js';
import { UpdateDetailDto } from './dto/update.dto.js';
import { UpdateDecisions } from './update-decisions.js';

/** Clearance by an organisation, before review. */
@ApiTags('updates')
@Controller('api/updates/:id')
export class ClearanceController {
  constructor(
    private readonly decisions: UpdateDecisions,
    private readonly clearUpdate: ClearUpdate,
    private readonly refuseClearance: RefuseClearance,
  ) {}

  /** The organisation lets the text go to review. */
  @Post('clear')
  @Refuses('update.text_changed')
  @HttpCode(200)
  @Requires('update.clear')
  clear(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RevisionSeenDto,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) =>
      this.clearUpdate.execute(act, id, body.revisionId),
    );
  }

  /** The organisation sends the text back, with a reason. */
  @Post('refuse-clearance')
  @Refuses('update.text_changed')
  @HttpCode(200)
  @Requires('update.clear')
  refuse(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RevisionReasonDto,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) =>
      this.refuseClearance.execute(act, id, body.revisionId, body.reason),
    );
  }
}
