import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { HomeDto } from './dto/home.dto.js';
import { HomeReader } from './home.reader.js';

@ApiTags('home')
@Controller('api/home')
export class HomeController {
  constructor(private readonly reader: HomeReader) {}

  /** My work, soonest due first, and how my rounds stand. */
  @Get()
  @Requires('session.own')
  read(@CurrentActor() actor: Actor): Promise<HomeDto> {
    return this.reader.read(actor);
  }
}
