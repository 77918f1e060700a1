import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { ApproveUpdate } from './actions/approve-update.js';
import { ClaimUpdate, ReleaseUpdate } from './actions/claim-update.js';
import { EditUpdate } from './actions/edit-update.js';
import { ReturnUpdate } from './actions/return-update.js';
import { ApproveAsSeenDto, EditDto, RevisionReasonDto } from './dto/update-actions.dto.js';
import { UpdateDetailDto } from './dto/update.dto.js';
import { UpdateDecisions } from './update-decisions.js';

/** Review: what a lead does with a submission. */
@ApiTags('updates')
@Controller('api/updates/:id')
export class UpdateReviewController {
  constructor(
    private readonly decisions: UpdateDecisions,
    private readonly claimUpdate: ClaimUpdate,
    private readonly releaseUpdate: ReleaseUpdate,
    private readonly returnUpdate: ReturnUpdate,
    private readonly approveUpdate: ApproveUpdate,
    private readonly editUpdate: EditUpdate,
  ) {}

  /** Takes a submission for review. */
  @Post('claim')
  @HttpCode(200)
  @Requires('update.review')
  claim(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) => this.claimUpdate.execute(act, id, 'claim'));
  }

  /** Takes a claim over from another lead. */
  @Post('take-over')
  @HttpCode(200)
  @Requires('update.review')
  takeOver(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) =>
      this.claimUpdate.execute(act, id, 'take_over'),
    );
  }

  /** Gives a claim up. */
  @Post('release')
  @HttpCode(200)
  @Requires('update.review')
  release(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) => this.releaseUpdate.execute(act, id));
  }

  /** Sends the text back to its owner, with a reason. */
  @Post('return')
  @Refuses('update.text_changed')
  @HttpCode(200)
  @Requires('update.review')
  return(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RevisionReasonDto,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) =>
      this.returnUpdate.execute(act, id, body.revisionId, body.reason),
    );
  }

  /** Approves exactly the revision and hash that were seen. */
  @Post('approve')
  @Refuses('update.text_changed', 'update.open_threads', 'update.no_change_overtaken')
  @HttpCode(200)
  @Requires('update.review')
  approve(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ApproveAsSeenDto,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) => this.approveUpdate.execute(act, id, body));
  }

  /** A lead's own change: passes the approval on to another lead. */
  @Post('edit')
  @Refuses('update.text_changed')
  @HttpCode(200)
  @Requires('update.review')
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditDto,
  ): Promise<UpdateDetailDto> {
    return this.decisions.decide(actor, id, (act) =>
      this.editUpdate.execute(act, id, body.revisionId, body.content),
    );
  }
}
