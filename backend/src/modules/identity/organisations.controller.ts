import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { SaveOrganisation } from './actions/save-organisation.js';
import { CreatedDto } from './covers.controller.js';
import { OrganisationPage, OrganisationsQuery, SaveOrganisationDto } from './dto/person.dto.js';
import { PeopleReader } from './people-reader.js';

@ApiTags('people')
@Controller('api/organisations')
export class OrganisationsController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: PeopleReader,
    private readonly saveOrganisation: SaveOrganisation,
  ) {}

  /** The organisations. */
  @Get()
  @Requires('person.choose')
  list(@Query() query: OrganisationsQuery): Promise<OrganisationPage> {
    return this.reader.organisations(query);
  }

  /** Adds an organisation. */
  @Post()
  @Requires('organisation.manage')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: SaveOrganisationDto,
  ): Promise<CreatedDto> {
    return {
      id: await this.acts.perform(actor, (act) => this.saveOrganisation.execute(act, body)),
    };
  }

  /** Changes an organisation’s names, or whether it clears texts. */
  @Patch(':id')
  @HttpCode(204)
  @Requires('organisation.manage')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SaveOrganisationDto,
  ): Promise<void> {
    await this.acts.perform(actor, (act) => this.saveOrganisation.execute(act, body, id));
  }
}
