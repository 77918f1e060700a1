import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../platform/database/clock.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { AdvanceClock } from './actions/advance-clock.js';
import { AdvanceClockDto, ClockDto } from './dto/session.dto.js';
import { clockNow } from './me-reader.js';

@ApiTags('clock')
@Controller('api/clock')
export class ClockController {
  constructor(
    private readonly clock: Clock,
    private readonly acts: Acts,
    private readonly advanceClock: AdvanceClock,
  ) {}

  /** What time it is here. */
  @Get()
  @Requires('session.own')
  read(): ClockDto {
    return clockNow(this.clock);
  }

  /** Moves the demonstration's clock forward; a real installation refuses. */
  @Post('advance')
  @Refuses('clock.backwards', 'clock.real')
  @HttpCode(200)
  @Requires('clock.advance')
  async advance(@CurrentActor() actor: Actor, @Body() body: AdvanceClockDto): Promise<ClockDto> {
    await this.acts.perform(actor, (act) => this.advanceClock.execute(act, new Date(body.to)));
    return clockNow(this.clock);
  }
}
