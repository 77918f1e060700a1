import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts, type Act } from '../audit/index.js';
import { CancelSchedule } from './actions/cancel-schedule.js';
import { SchedulePublication } from './actions/schedule-publication.js';
import { RoundDetailDto } from './dto/round-overview.dto.js';
import { SchedulePublicationDto } from './dto/schedule.dto.js';
import { RoundsReader } from './rounds-reader.js';

/** The set time at which a signed round is published by itself. */
@ApiTags('publication')
@Controller('api/rounds')
export class SchedulesController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: RoundsReader,
    private readonly schedulePublication: SchedulePublication,
    private readonly cancelSchedule: CancelSchedule,
  ) {}

  /** Sets the time, or another one. Refused where publication would be refused at that time. */
  @Post(':id/schedule-publication')
  @Refuses(
    'publication.too_early',
    'publication.held_over',
    'publication.slipped',
    'publication.in_hold',
    'override.unconfirmed',
  )
  @HttpCode(200)
  @Requires('round.publish')
  schedule(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { at }: SchedulePublicationDto,
  ): Promise<RoundDetailDto> {
    return this.perform(actor, id, (act) => this.schedulePublication.execute(act, id, at));
  }

  /** Takes the time back: the round stays signed. */
  @Post(':id/cancel-scheduled-publication')
  @HttpCode(200)
  @Requires('round.publish')
  cancel(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RoundDetailDto> {
    return this.perform(actor, id, (act) => this.cancelSchedule.execute(act, id));
  }

  private async perform(
    actor: Actor,
    id: string,
    work: (act: Act) => Promise<unknown>,
  ): Promise<RoundDetailDto> {
    await this.acts.perform(actor, work);
    return this.reader.read(actor, id);
  }
}
