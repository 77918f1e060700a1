import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { ConfirmStillTrue, VouchStillTrue } from './actions/confirm-still-true.js';
import { ReopenUpdate } from './actions/reopen-update.js';
import { ReasonDto, StillTrueSeenDto, VouchDto } from './dto/update-actions.dto.js';
import { UpdateDetailDto } from './dto/update.dto.js';
import { UpdateDecisions } from './update-decisions.js';

/** What becomes of an approved text before its round is sealed. */
@ApiTags('updates')
@Controller('api/updates/:id')
export class ApprovedUpdateController {
  constructor(
    private readonly decisions: UpdateDecisions,
    private readonly reopenUpdate: ReopenUpdate,
    private readonly confirmStillTrue: ConfirmStillTrue,
    private readonly vouchStillTrue: VouchStillTrue,
  ) {}

  /** Withdraws an approval; by a lead, the secretariat, or the owner when publication has moved. */
  @Post('reopen')
  @HttpCode(200)
  @Requires('update.reopen')
  reopen(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ReasonDto,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) =>
      this.reopenUpdate.execute(act, id, body.reason),
    );
  }

  /** The owner: still true on the date to which publication has moved. */
  @Post('confirm-still-true')
  @Refuses('update.text_changed', 'round.publication_moved')
  @HttpCode(200)
  @Requires('update.draft')
  confirm(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: StillTrueSeenDto,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) => this.confirmStillTrue.execute(act, id, body));
  }

  /** The secretariat, for an owner who cannot be reached: an override that a second person confirms. */
  @Post('vouch-still-true')
  @Refuses('update.text_changed', 'round.publication_moved')
  @HttpCode(200)
  @Requires('update.vouch')
  vouch(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: VouchDto,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) => this.vouchStillTrue.execute(act, id, body));
  }
}
