import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { csvRow } from '../../common/csv.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { ArrangeListings } from './actions/arrange-listings.js';
import { OpenRound } from './actions/open-round.js';
import { LayoutDto } from './dto/layout.dto.js';
import { ArrangeListingsDto } from './dto/update-actions.dto.js';
import { UpdatePage, UpdatesQuery, type UpdateSummaryDto } from './dto/update.dto.js';
import { LayoutReader } from './layout.reader.js';
import { BurnUpReader } from './burn-up.reader.js';
import { BurnUpDto } from './dto/burn-up.dto.js';
import { UpdateListReader } from './update-list.reader.js';

/** The rows of a round: opening it, laying it out, and the table of the control room. */
@ApiTags('rounds')
@Controller('api/rounds/:id')
export class RoundUpdatesController {
  constructor(
    private readonly acts: Acts,
    private readonly lists: UpdateListReader,
    private readonly burnUpReader: BurnUpReader,
    private readonly layouts: LayoutReader,
    private readonly openRound: OpenRound,
    private readonly arrangeListings: ArrangeListings,
  ) {}

  /** Opens a planned round and creates its updates. */
  @Post('open')
  @Refuses('round.no_plan_rows')
  @HttpCode(204)
  @Requires('round.manage')
  async open(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.acts.perform(actor, (act) => this.openRound.execute(act, id));
  }

  /** The rows as they will be printed, beside those of the last edition. */
  @Get('layout')
  @Requires('listing.read')
  layout(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<LayoutDto> {
    return this.layouts.read(actor, id);
  }

  /** Lays out the whole round in its order of print. */
  @Put('listings')
  @HttpCode(204)
  @Requires('listing.edit')
  @Refuses('register.row_in_use')
  async arrange(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ArrangeListingsDto,
  ): Promise<void> {
    await this.acts.perform(actor, (act) => this.arrangeListings.execute(act, id, body));
  }

  /** How the round filled up, day by day, in the updates that the reader sees. */
  @Get('burn-up')
  @Requires('update.read')
  burnUp(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<BurnUpDto> {
    return this.burnUpReader.read(actor, id);
  }

  /** The round’s rows: the table of the control room. */
  @Get('updates')
  @Requires('update.read')
  list(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: UpdatesQuery,
  ): Promise<UpdatePage> {
    return this.lists.list(actor, Object.assign(query, { roundId: id }));
  }

  /** The same rows as a spreadsheet reads them, streamed. */
  @Get('updates.csv')
  @Requires('update.read')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async export(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: UpdatesQuery,
  ): Promise<StreamableFile> {
    const rows = this.lists.all(actor, Object.assign(query, { roundId: id }));
    // Read before anything is sent, so that a query that cannot be answered is still refused.
    const first = await rows.next();
    return new StreamableFile(Readable.from(this.csv(first, rows)), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="updates.csv"',
    });
  }

  private async *csv(
    first: IteratorResult<UpdateSummaryDto>,
    rest: AsyncGenerator<UpdateSummaryDto>,
  ): AsyncGenerator<string> {
    yield csvRow([
      'Position',
      'Reference',
      'Chapter',
      'Update',
      'Commitments',
      'State',
      'Left out',
      'Owner',
      'Organisation',
      'Due',
      'Late',
    ]);
    for (let next = first; !next.done; next = await rest.next()) {
      const row = next.value;
      yield csvRow([
        row.position,
        row.reference ?? '',
        row.chapter,
        row.title,
        row.commitments.map((commitment) => commitment.title).join('; '),
        row.state,
        row.isOmitted ? 'yes' : 'no',
        row.owner?.name ?? '',
        row.organisation ?? '',
        row.respondBy,
        row.isLate ? 'yes' : 'no',
      ]);
    }
  }
}
