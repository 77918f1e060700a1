import { Body, Controller, HttpCode, Logger, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { ApproveOpened } from './actions/approve-opened.js';
import {
  ApproveSeveralDto,
  type ApprovalResultDto,
  type ChosenUpdateDto,
  ApprovalResultsDto,
} from './dto/approve-several.dto.js';

/** Approving several updates whose changes one has opened. */
@ApiTags('updates')
@Controller('api/updates')
export class BatchApprovalController {
  private readonly logger = new Logger('Request');

  constructor(
    private readonly acts: Acts,
    private readonly approveOpened: ApproveOpened,
  ) {}

  /** Each is an act of its own, which succeeds or is refused without regard to the others. */
  @Post('approve-several')
  @HttpCode(200)
  @Requires('update.review')
  async approveSeveral(
    @CurrentActor() actor: Actor,
    @Body() body: ApproveSeveralDto,
  ): Promise<ApprovalResultsDto> {
    const results: ApprovalResultDto[] = [];
    for (const chosen of body.updates) results.push(await this.approveOne(actor, chosen));
    return { results };
  }

  private async approveOne(
    actor: Actor,
    { updateId, revisionId }: ChosenUpdateDto,
  ): Promise<ApprovalResultDto> {
    try {
      await this.acts.perform(actor, (act) =>
        this.approveOpened.execute(act, updateId, revisionId),
      );
      return { updateId, isApproved: true };
    } catch (error) {
      const { code, title, detail } = this.toProblem(error);
      return { updateId, isApproved: false, refusal: { code, title, detail } };
    }
  }

  /** What fails by our own fault must not hide what was approved before it. */
  private toProblem(error: unknown): Problem {
    if (error instanceof Problem) return error;
    this.logger.error(error instanceof Error ? error.stack : String(error));
    return new Problem('request.failed');
  }
}
