import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../platform/database/clock.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { ChangeRegister } from './actions/change-register.js';
import { howToUndo, takeChange, UndoRegisterChange } from './actions/undo-register-change.js';
import {
  ChangeMadeDto,
  ChangeRegisterDto,
  ChangesQuery,
  RegisterChangePage,
  RegisterPreviewDto,
  RegisterPreviewInput,
  StandingDto,
  StandingQuery,
  UndoChangeDto,
} from './dto/register.dto.js';
import { prepareChange, standingFrom } from './register/prepare-change.js';
import { previewOf, WITHDRAWAL } from './register/register-preview.js';
import { RegisterChangesReader } from './register/register-changes.reader.js';

/** Keeping the register: every change looked at first, then made from a round on, with a reason. */
@ApiTags('register')
@Controller('api/register')
export class RegisterController {
  constructor(
    private readonly acts: Acts,
    private readonly dataSource: DataSource,
    private readonly reader: RegisterChangesReader,
    private readonly changeRegister: ChangeRegister,
    private readonly undoChange: UndoRegisterChange,
    private readonly clock: Clock,
  ) {}

  /** What was changed and why, newest first; for those who work on the plan. */
  @Get('changes')
  @Requires('commitment.read')
  list(@CurrentActor() actor: Actor, @Query() query: ChangesQuery): Promise<RegisterChangePage> {
    return this.reader.list(actor, query);
  }

  /** How a commitment stands in the round from which a change is to hold. */
  @Get('commitments/:id')
  @Requires('register.change')
  @Refuses('transition.illegal')
  standing(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { roundId }: StandingQuery,
  ): Promise<StandingDto> {
    return this.acts.perform(actor, (act) => standingFrom(act, id, roundId));
  }

  /** What a change would do. Changes nothing. */
  @Post('preview')
  @HttpCode(200)
  @Requires('register.change')
  @Refuses('record.not_found')
  async preview(
    @CurrentActor() actor: Actor,
    @Body() body: RegisterPreviewInput,
  ): Promise<RegisterPreviewDto> {
    const prepared = await this.acts.perform(actor, (act) => prepareChange(act, body));
    return previewOf(this.dataSource, prepared, this.clock.now());
  }

  /** Makes a change that was looked at. */
  @Post('changes')
  @Requires('register.change')
  @Refuses('register.row_in_use', 'record.not_found')
  change(@CurrentActor() actor: Actor, @Body() body: ChangeRegisterDto): Promise<ChangeMadeDto> {
    return this.acts.perform(actor, (act) => this.changeRegister.execute(act, body));
  }

  /** What taking a change back would do. Changes nothing. */
  @Post('changes/:id/undo-preview')
  @HttpCode(200)
  @Requires('register.change')
  async previewUndo(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RegisterPreviewDto> {
    const prepared = await this.acts.perform(actor, async (act) => {
      const undoing = await howToUndo(act, await takeChange(act, id));
      return undoing.by === 'opposite' ? prepareChange(act, undoing.input) : null;
    });
    return prepared ? previewOf(this.dataSource, prepared, this.clock.now()) : WITHDRAWAL;
  }

  /** Takes a change back where that is safe; both stay on record. */
  @Post('changes/:id/undo')
  @HttpCode(204)
  @Requires('register.change')
  @Refuses('register.row_in_use')
  async undo(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: UndoChangeDto,
  ): Promise<void> {
    await this.acts.perform(actor, (act) => this.undoChange.execute(act, id, body));
  }
}
