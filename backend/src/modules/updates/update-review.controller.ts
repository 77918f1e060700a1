import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts, type Act } from '../audit/index.js';
import { ApproveUpdate } from './actions/approve-update.js';
import { ClaimUpdate, ReleaseUpdate } from './actions/claim-update.js';
import { ClearUpdate, RefuseClearance } from './actions/clear-update.js';
import { ConfirmStillTrue, VouchStillTrue } from './actions/confirm-still-true.js';
import { EditUpdate } from './actions/edit-update.js';
import { IncludeUpdate, OmitUpdate } from './actions/omit-update.js';
import { ReopenUpdate } from './actions/reopen-update.js';
import { ReturnUpdate } from './actions/return-update.js';
import {
  ApproveAsSeenDto,
  EditDto,
  ReasonDto,
  RevisionReasonDto,
  RevisionSeenDto,
  StillTrueSeenDto,
  VouchDto,
} from './dto/update-actions.dto.js';
import { UpdateDetailDto } from './dto/update.dto.js';
import { UpdateReader } from './update.reader.js';

/** Clearing, reviewing and leaving out: each a decision on an update, answered with how it stands. */
@ApiTags('updates')
@Controller('api/updates/:id')
export class UpdateReviewController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: UpdateReader,
    private readonly clearUpdate: ClearUpdate,
    private readonly refuseClearance: RefuseClearance,
    private readonly claimUpdate: ClaimUpdate,
    private readonly releaseUpdate: ReleaseUpdate,
    private readonly returnUpdate: ReturnUpdate,
    private readonly approveUpdate: ApproveUpdate,
    private readonly editUpdate: EditUpdate,
    private readonly reopenUpdate: ReopenUpdate,
    private readonly omitUpdate: OmitUpdate,
    private readonly includeUpdate: IncludeUpdate,
    private readonly confirmStillTrue: ConfirmStillTrue,
    private readonly vouchStillTrue: VouchStillTrue,
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
    return this.decide(actor, id, (act) => this.clearUpdate.execute(act, id, body.revisionId));
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
    return this.decide(actor, id, (act) =>
      this.refuseClearance.execute(act, id, body.revisionId, body.reason),
    );
  }

  /** Takes a submission for review. */
  @Post('claim')
  @HttpCode(200)
  @Requires('update.review')
  claim(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UpdateDetailDto> {
    return this.decide(actor, id, (act) => this.claimUpdate.execute(act, id, 'claim'));
  }

  /** Takes a claim over from another lead. */
  @Post('take-over')
  @HttpCode(200)
  @Requires('update.review')
  takeOver(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UpdateDetailDto> {
    return this.decide(actor, id, (act) => this.claimUpdate.execute(act, id, 'take_over'));
  }

  /** Gives a claim up. */
  @Post('release')
  @HttpCode(200)
  @Requires('update.review')
  release(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UpdateDetailDto> {
    return this.decide(actor, id, (act) => this.releaseUpdate.execute(act, id));
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
    return this.decide(actor, id, (act) =>
      this.returnUpdate.execute(act, id, body.revisionId, body.reason),
    );
  }

  /** Approves exactly the revision and hash that were seen. */
  @Post('approve')
  @Refuses('update.text_changed', 'update.open_threads')
  @HttpCode(200)
  @Requires('update.review')
  approve(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ApproveAsSeenDto,
  ): Promise<UpdateDetailDto> {
    return this.decide(actor, id, (act) => this.approveUpdate.execute(act, id, body));
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
    return this.decide(actor, id, (act) =>
      this.editUpdate.execute(act, id, body.revisionId, body.content),
    );
  }

  /** Withdraws an approval; by a lead, the secretariat, or the owner when publication has moved. */
  @Post('reopen')
  @HttpCode(200)
  @Requires('update.reopen')
  reopen(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ReasonDto,
  ): Promise<UpdateDetailDto> {
    return this.decide(actor, id, (act) => this.reopenUpdate.execute(act, id, body.reason));
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
    return this.decide(actor, id, (act) => this.confirmStillTrue.execute(act, id, body));
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
    return this.decide(actor, id, (act) => this.vouchStillTrue.execute(act, id, body));
  }

  /** Leaves the row out of this round: an override, whose reason is printed. */
  @Post('omit')
  @HttpCode(200)
  @Requires('update.omit')
  omit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ReasonDto,
  ): Promise<UpdateDetailDto> {
    return this.decide(actor, id, (act) => this.omitUpdate.execute(act, id, body.reason));
  }

  /** Takes an omission back. */
  @Post('include')
  @HttpCode(200)
  @Requires('update.omit')
  include(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UpdateDetailDto> {
    return this.decide(actor, id, (act) => this.includeUpdate.execute(act, id));
  }

  private async decide(
    actor: Actor,
    id: string,
    work: (act: Act) => Promise<unknown>,
  ): Promise<UpdateDetailDto> {
    await this.acts.perform(actor, work);
    return this.reader.read(actor, id);
  }
}
