import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { AskToWithdraw } from './actions/ask-to-withdraw.js';
import { DecideWithdrawal } from './actions/decide-withdrawal.js';
import {
  AskToWithdrawDto,
  WithdrawalDto,
  WithdrawalPage,
  WithdrawalsQuery,
} from './dto/withdrawal.dto.js';
import { WithdrawalsReader } from './withdrawals-reader.js';

/** Taking back what was published: by two people, with an explanation for the public. */
@ApiTags('editions')
@Controller('api')
export class WithdrawalsController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: WithdrawalsReader,
    private readonly askToWithdraw: AskToWithdraw,
    private readonly decideWithdrawal: DecideWithdrawal,
  ) {}

  /** Withdrawals asked for and decided, newest first, within the reader's scope. */
  @Get('withdrawals')
  @Requires('withdrawal.read')
  list(@CurrentActor() actor: Actor, @Query() query: WithdrawalsQuery): Promise<WithdrawalPage> {
    return this.reader.list(actor, query);
  }

  /** One withdrawal. */
  @Get('withdrawals/:id')
  @Requires('withdrawal.read')
  read(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<WithdrawalDto> {
    return this.reader.read(actor, id);
  }

  /** Asks for this version, or every version so far, to be withdrawn: a second person confirms. */
  @Post('editions/:id/withdrawals')
  @Requires('withdrawal.ask')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: AskToWithdrawDto,
  ): Promise<WithdrawalDto> {
    const withdrawalId = await this.acts.perform(actor, (act) =>
      this.askToWithdraw.execute(act, id, body),
    );
    return this.reader.read(actor, withdrawalId);
  }

  /** A second person agrees: the public reads the explanation from now on, also in a hold. */
  @Post('withdrawals/:id/confirm')
  @HttpCode(200)
  @Requires('withdrawal.decide')
  confirm(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<WithdrawalDto> {
    return this.decide(actor, id, 'confirm');
  }

  /** The versions stay; or whoever asked takes it back. */
  @Post('withdrawals/:id/refuse')
  @HttpCode(200)
  @Requires('withdrawal.decide')
  refuse(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<WithdrawalDto> {
    return this.decide(actor, id, 'refuse');
  }

  private async decide(
    actor: Actor,
    id: string,
    action: 'confirm' | 'refuse',
  ): Promise<WithdrawalDto> {
    await this.acts.perform(actor, (act) => this.decideWithdrawal.execute(act, id, action));
    return this.reader.read(actor, id);
  }
}
