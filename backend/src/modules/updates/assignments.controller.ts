import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { AssignInBulk } from './actions/assign-in-bulk.js';
import { AssignmentInput, AssignmentPreviewInput, HandoverDto } from './dto/handover.dto.js';
import type { Handover } from './handover/handover.js';

const toDto = ({ hash, changes, stays, cannotApprove, unchanged }: Handover): HandoverDto => ({
  ...{ hash, stays, cannotApprove, unchanged },
  changes: changes as HandoverDto['changes'],
});

/** Who owns, leads and clears: looked at first, then given in one act. */
@ApiTags('register')
@Controller('api/assignments')
export class AssignmentsController {
  constructor(
    private readonly acts: Acts,
    private readonly assignInBulk: AssignInBulk,
  ) {}

  /** What an assignment would do. Changes nothing. */
  @Post('preview')
  @HttpCode(200)
  @Requires('commitment.assign')
  @Refuses('record.not_found')
  async preview(
    @CurrentActor() actor: Actor,
    @Body() body: AssignmentPreviewInput,
  ): Promise<HandoverDto> {
    return toDto(await this.acts.rehearse(actor, (act) => this.assignInBulk.execute(act, body)));
  }

  /** Makes an assignment that was looked at: all of it, or none. */
  @Post()
  @HttpCode(200)
  @Requires('commitment.assign')
  @Refuses('record.not_found', 'record.changed_meanwhile')
  async assign(@CurrentActor() actor: Actor, @Body() body: AssignmentInput): Promise<HandoverDto> {
    const { seen, ...input } = body;
    return toDto(
      await this.acts.perform(actor, (act) => this.assignInBulk.execute(act, input, seen)),
    );
  }
}
