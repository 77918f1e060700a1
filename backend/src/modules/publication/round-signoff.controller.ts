import { Body, Controller, HttpCode, Ip, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts, type Act } from '../audit/index.js';
import { Reauthentication } from '../identity/index.js';
import {
  AbandonCorrection,
  DeclineDto,
  DeclineRound,
  RoundReasonDto,
  SealDto,
  SealRound,
  SignDto,
  SignRound,
  StartCorrection,
  StartCorrectionDto,
  UnsealRound,
} from '../signoff/index.js';
import { RoundDetailDto } from './dto/round-overview.dto.js';
import { RoundsReader } from './rounds-reader.js';

/** The acts of sign-off. They answer with the round as it then stands, so they are routed here. */
@ApiTags('sign-off')
@Controller('api/rounds')
export class RoundSignoffController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: RoundsReader,
    private readonly reauthentication: Reauthentication,
    private readonly sealRound: SealRound,
    private readonly unsealRound: UnsealRound,
    private readonly signRound: SignRound,
    private readonly declineRound: DeclineRound,
    private readonly startCorrection: StartCorrection,
    private readonly abandonCorrection: AbandonCorrection,
  ) {}

  /** Fixes everything that will be printed. Refused while an update is neither approved nor omitted. */
  @Post(':id/seal')
  @Refuses(
    'round.not_ready_to_seal',
    'round.still_true_missing',
    'round.no_plan_rows',
    'round.no_paragraphs',
    'file.not_ready',
    'update.no_change_overtaken',
  )
  @HttpCode(200)
  @Requires('round.manage')
  seal(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { minorBecause }: SealDto,
  ): Promise<RoundDetailDto> {
    return this.perform(actor, id, (act) => this.sealRound.execute(act, id, minorBecause));
  }

  /** Opens a sealed or signed round again: an override that a second person confirms. */
  @Post(':id/unseal')
  @HttpCode(200)
  @Requires('round.manage')
  unseal(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RoundReasonDto,
  ): Promise<RoundDetailDto> {
    return this.perform(actor, id, (act) => this.unsealRound.execute(act, id, body.reason));
  }

  /** Signs exactly the manifest that was seen; the password is typed again. */
  @Post(':id/sign')
  @Refuses(
    'manifest.changed',
    'manifest.hash_differs',
    'session.wrong_password',
    'session.too_many_attempts',
  )
  @HttpCode(200)
  @Requires('round.sign')
  sign(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SignDto,
    @Ip() address: string,
  ): Promise<RoundDetailDto> {
    return this.reauthentication.guard(actor, address, () =>
      this.perform(actor, id, (act) => this.signRound.execute(act, id, body)),
    );
  }

  /** Declines to sign: the updates named are returned, the others stay approved. */
  @Post(':id/decline')
  @Refuses('manifest.changed')
  @HttpCode(200)
  @Requires('round.sign')
  decline(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DeclineDto,
  ): Promise<RoundDetailDto> {
    return this.perform(actor, id, (act) => this.declineRound.execute(act, id, body));
  }

  /** Starts to correct what was published: copies of the updates run the workflow again. */
  @Post(':id/start-correction')
  @HttpCode(200)
  @Requires('round.manage')
  correct(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: StartCorrectionDto,
  ): Promise<RoundDetailDto> {
    return this.perform(actor, id, (act) => this.startCorrection.execute(act, id, body));
  }

  /** Gives up a correction that is not signed: its copies are kept, and the edition stays as it is. */
  @Post(':id/abandon-correction')
  @HttpCode(200)
  @Requires('round.manage')
  abandon(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RoundReasonDto,
  ): Promise<RoundDetailDto> {
    return this.perform(actor, id, (act) => this.abandonCorrection.execute(act, id, body.reason));
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
