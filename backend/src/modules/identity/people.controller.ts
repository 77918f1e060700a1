import {
  Body,
  Controller,
  Delete,
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
import { GiveGrant, RevokeGrant } from './actions/grants.js';
import { ChangePerson, CreatePerson } from './actions/save-person.js';
import { SetPassword } from './actions/set-password.js';
import {
  ChangePersonDto,
  ChoicesQuery,
  CreatePersonDto,
  GiveGrantDto,
  PeopleQuery,
  PersonChoices,
  PersonDetailDto,
  PersonPage,
  SetPasswordDto,
} from './dto/person.dto.js';
import { PeopleReader } from './people-reader.js';

@ApiTags('people')
@Controller('api/people')
export class PeopleController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: PeopleReader,
    private readonly createPerson: CreatePerson,
    private readonly changePerson: ChangePerson,
    private readonly setPassword: SetPassword,
    private readonly giveGrant: GiveGrant,
    private readonly revokeGrant: RevokeGrant,
  ) {}

  /** Everyone with an account. */
  @Get()
  @Requires('person.read')
  list(@Query() query: PeopleQuery): Promise<PersonPage> {
    return this.reader.list(query);
  }

  /** People to choose from: names and organisations only. */
  @Get('choices')
  @Requires('person.choose')
  async choices(
    @CurrentActor() actor: Actor,
    @Query() query: ChoicesQuery,
  ): Promise<PersonChoices> {
    const data = await this.reader.choices(actor, query);
    return { data, total: data.length };
  }

  /** One person with their roles and covers. */
  @Get(':id')
  @Requires('person.read')
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PersonDetailDto> {
    return this.reader.read(id);
  }

  /** Makes an account. */
  @Post()
  @Requires('person.manage')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreatePersonDto,
  ): Promise<PersonDetailDto> {
    const id = await this.acts.perform(actor, (act) => this.createPerson.execute(act, body));
    return this.reader.read(id);
  }

  /** Changes a name, address or organisation; closes or opens the account. */
  @Patch(':id')
  @Requires('person.manage')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangePersonDto,
  ): Promise<PersonDetailDto> {
    await this.acts.perform(actor, (act) => this.changePerson.execute(act, id, body));
    return this.reader.read(id);
  }

  /** Sets a new password for someone who lost theirs; their sessions end. */
  @Post(':id/password')
  @HttpCode(204)
  @Requires('person.manage')
  async resetPassword(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SetPasswordDto,
  ): Promise<void> {
    await this.acts.perform(actor, (act) => this.setPassword.execute(act, id, body.password));
  }

  /** Gives a role; the secretariat, leads and clearers of its own plans. */
  @Post(':id/grants')
  @Requires('grant.manage')
  async give(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: GiveGrantDto,
  ): Promise<PersonDetailDto> {
    await this.acts.perform(actor, (act) => this.giveGrant.execute(act, id, body));
    return this.reader.read(id);
  }

  /** Takes a role away; the secretariat, from leads and clearers of its own plans. */
  @Delete(':id/grants/:grantId')
  @Requires('grant.manage')
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('grantId', ParseUUIDPipe) grantId: string,
  ): Promise<PersonDetailDto> {
    await this.acts.perform(actor, (act) => this.revokeGrant.execute(act, id, grantId));
    return this.reader.read(id);
  }
}
