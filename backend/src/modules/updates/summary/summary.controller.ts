import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../common/actor.js';
import { Refuses } from '../../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../../platform/http/requires.js';
import { Acts } from '../../audit/index.js';
import { ArrangeSummary } from './arrange-summary.js';
import { NoteSource } from './note-source.js';
import { SourcesReader } from './sources.reader.js';
import { ArrangeSummaryDto, NoteSourceDto, SourceDto, SummaryLayoutDto } from './summary.dto.js';
import { SummaryLayoutReader } from './summary-layout.reader.js';

/** A stakeholder summary: its themes and paragraphs, and the approved words that they began with. */
@ApiTags('rounds')
@Controller('api')
export class SummaryController {
  constructor(
    private readonly acts: Acts,
    private readonly layouts: SummaryLayoutReader,
    private readonly sources: SourcesReader,
    private readonly arrangeSummary: ArrangeSummary,
    private readonly noteSource: NoteSource,
  ) {}

  /** Themes and paragraphs as they will be printed, and what a new one can begin with. */
  @Get('rounds/:id/themes')
  @Requires('listing.read')
  layout(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<SummaryLayoutDto> {
    return this.layouts.read(actor, id);
  }

  /** Lays out the whole summary in its order of print. */
  @Put('rounds/:id/themes')
  @HttpCode(204)
  @Requires('listing.edit')
  @Refuses('register.row_in_use')
  async arrange(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ArrangeSummaryDto,
  ): Promise<void> {
    await this.acts.perform(actor, (act) => this.arrangeSummary.execute(act, id, body));
  }

  /** The approved words that a paragraph began with: for those who read its text. */
  @Get('updates/:id/sources')
  @Requires('update.read')
  ofUpdate(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<SourceDto[]> {
    return this.sources.read(actor, id);
  }

  /** A writer has read what a source says now. */
  @Post('updates/:id/sources/:sourceId/note')
  @HttpCode(204)
  @Requires('update.draft')
  @Refuses('update.text_changed')
  async note(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('sourceId', ParseUUIDPipe) sourceId: string,
    @Body() { revisionId }: NoteSourceDto,
  ): Promise<void> {
    await this.acts.perform(actor, (act) => this.noteSource.execute(act, id, sourceId, revisionId));
  }
}
