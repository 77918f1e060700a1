import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { PastSigningsDto } from './dto/past-signing.dto.js';
import { SigningDto } from './dto/signing.dto.js';
import { PastSigningsReader } from './past-signings.reader.js';
import { SigningReader } from './signing-reader.js';

/** The signing page. The acts of sign-off answer with the whole round, so publication has them. */
@ApiTags('sign-off')
@Controller('api/rounds')
export class SigningController {
  constructor(
    private readonly reader: SigningReader,
    private readonly past: PastSigningsReader,
  ) {}

  /** Everything that will be printed, and what changed since the last edition and the last seal. */
  @Get(':id/signing')
  @Requires('round.preview')
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<SigningDto> {
    return this.reader.read(actor, id);
  }

  /** Every seal of the round and what became of it: signed, published, declined and why, unsealed. */
  @Get(':id/signings')
  @Requires('round.preview')
  list(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<PastSigningsDto> {
    return this.past.read(actor, id);
  }
}
