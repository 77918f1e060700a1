import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { DeclareNoChange } from './actions/declare-no-change.js';
import { NoChangeReasonDto } from './dto/update-actions.dto.js';
import { UpdateDetailDto } from './dto/update.dto.js';
import { UpdateReader } from './update.reader.js';

/** What stands round the writing of an update. */
@ApiTags('updates')
@Controller('api/updates')
export class DraftingController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: UpdateReader,
    private readonly declareNoChange: DeclareNoChange,
  ) {}

  /** Hands in last time’s words again, with the reason why nothing has changed. */
  @Post(':id/declare-no-change')
  @Refuses('update.draft_conflict')
  @HttpCode(200)
  @Requires('update.draft')
  async noChange(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NoChangeReasonDto,
  ): Promise<UpdateDetailDto> {
    await this.acts.perform(actor, (act) => this.declareNoChange.execute(act, id, body));
    return this.reader.read(actor, id);
  }
}
