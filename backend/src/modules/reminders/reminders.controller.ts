import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { ChaseOwners } from './actions/chase-owners.js';
import { SaveSchedule } from './actions/save-schedule.js';
import {
  ChasedDto,
  ChaseDto,
  LateOwnersDto,
  PreviewRemindersDto,
  ReminderPreviewDto,
  RoundRemindersDto,
  SaveRemindersDto,
} from './dto/reminders.dto.js';
import { ReminderPreviewReader } from './reminder-preview.reader.js';
import { RemindersReader } from './reminders.reader.js';
import { scheduleIssues } from './schedule-issues.js';

/** Who is reminded of a round, of what and when. */
@ApiTags('reminders')
@Controller('api/rounds/:id')
export class RemindersController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: RemindersReader,
    private readonly previewReader: ReminderPreviewReader,
    private readonly saveSchedule: SaveSchedule,
    private readonly chaseOwners: ChaseOwners,
  ) {}

  /** The round's schedule of reminders. */
  @Get('reminders')
  @Requires('reminder.read')
  read(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RoundRemindersDto> {
    return this.reader.read(actor, id);
  }

  /** Sets it, from the version that was seen. */
  @Put('reminders')
  @Requires('reminder.manage')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SaveRemindersDto,
  ): Promise<RoundRemindersDto> {
    await this.acts.perform(actor, (act) => this.saveSchedule.execute(act, id, body));
    return this.reader.read(actor, id);
  }

  /** Exactly who would be reminded of what on which day by these rules, as things stand. Changes nothing. */
  @Post('reminders/preview')
  @HttpCode(200)
  @Requires('reminder.read')
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { rules }: PreviewRemindersDto,
  ): Promise<ReminderPreviewDto> {
    const issues = scheduleIssues(rules);
    if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
    return this.previewReader.read(actor, id, rules);
  }

  /** Who has not submitted in time, and words to ask them with. */
  @Get('late-owners')
  @Requires('reminder.read')
  late(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<LateOwnersDto> {
    return this.reader.late(actor, id);
  }

  /** Asks the owners of these updates for them, now. */
  @Post('chase')
  @HttpCode(200)
  @Requires('reminder.manage')
  chase(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChaseDto,
  ): Promise<ChasedDto> {
    return this.acts.perform(actor, (act) => this.chaseOwners.execute(act, id, body));
  }
}
