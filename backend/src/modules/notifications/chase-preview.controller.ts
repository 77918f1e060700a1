import { Body, Controller, HttpCode, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { londonDate } from '../../common/dates.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { Clock } from '../../platform/database/clock.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { ChaseDto, foreseenChase } from '../reminders/index.js';
import { composeMessage, shownGroups } from './compose-message.js';
import { ChasePreviewList } from './dto/chase-preview.dto.js';
import { templatesInForce } from './template.reader.js';

/** What late owners would get. */
@ApiTags('reminders')
@Controller('api/rounds/:id')
export class ChasePreviewController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The messages that asking for these updates in these words would make. Changes nothing. */
  @Post('chase/preview')
  @HttpCode(200)
  @Requires('reminder.read')
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChaseDto,
  ): Promise<ChasePreviewList> {
    const now = this.clock.now();
    const chases = await foreseenChase(this.dataSource, actor, id, body, now);
    const { event } = await templatesInForce(this.dataSource);
    const frame = { service: this.config.serviceName, today: londonDate(now) };
    return {
      data: chases.map(({ name, told }) => {
        const { subject, body } = composeMessage(told, event, { name, ...frame });
        const { opening, groups, closing } = body;
        return { name, subject, opening, groups: shownGroups(groups), closing };
      }),
    };
  }
}
