import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts, type Act } from '../audit/index.js';
import { RoundReasonDto } from '../signoff/index.js';
import { CloseRound } from './actions/close-round.js';
import { PublishRound } from './actions/publish-round.js';
import { RequestException } from './actions/request-exception.js';
import { RoundDetailDto } from './dto/round-overview.dto.js';
import { RoundsReader } from './rounds-reader.js';

/** Publishing a round, and the exceptions that need a second person first. */
@ApiTags('publication')
@Controller('api/rounds')
export class RoundPublicationController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: RoundsReader,
    private readonly publishRound: PublishRound,
    private readonly requestException: RequestException,
    private readonly closeRound: CloseRound,
  ) {}

  /** Makes the edition from the signed manifest. Refused before its date, long after it and inside a hold. */
  @Post(':id/publish')
  @Refuses(
    'publication.too_early',
    'publication.held_over',
    'publication.slipped',
    'publication.in_hold',
    'override.unconfirmed',
    'manifest.hash_differs',
    'file.not_ready',
    'update.no_change_overtaken',
  )
  @HttpCode(200)
  @Requires('round.publish')
  publish(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RoundDetailDto> {
    return this.perform(actor, id, (act) => this.publishRound.execute(act, id));
  }

  /** Asks to publish before the date: an override that a second person confirms; then publish. */
  @Post(':id/request-early-publication')
  @HttpCode(200)
  @Requires('round.publish')
  requestEarly(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: RoundReasonDto,
  ): Promise<RoundDetailDto> {
    return this.perform(actor, id, (act) =>
      this.requestException.execute(act, id, { kind: 'early_publication', reason }),
    );
  }

  /** Asks to publish a correction during a hold: an override that a second person confirms. */
  @Post(':id/request-publication-in-hold')
  @Refuses('publication.in_hold')
  @HttpCode(200)
  @Requires('round.publish')
  requestInHold(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: RoundReasonDto,
  ): Promise<RoundDetailDto> {
    return this.perform(actor, id, (act) =>
      this.requestException.execute(act, id, { kind: 'publication_in_hold', reason }),
    );
  }

  /** Ends a published round; a correction takes it up again. */
  @Post(':id/close')
  @HttpCode(200)
  @Requires('round.manage')
  close(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RoundDetailDto> {
    return this.perform(actor, id, (act) => this.closeRound.execute(act, id));
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
