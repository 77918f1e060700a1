import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../common/actor.js';
import { Refuses } from '../../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../../platform/http/requires.js';
import { Acts } from '../../audit/index.js';
import { AnswerSuggestion } from '../actions/answer-suggestion.js';
import { SuggestChanges } from '../actions/suggest-changes.js';
import { DraftPresence } from '../draft-presence.js';
import {
  AnswerSuggestionDto,
  SuggestDto,
  SuggestionAnsweredDto,
  SuggestionPage,
} from '../dto/suggestion.dto.js';
import { UpdateDetailDto } from '../dto/update.dto.js';
import { UpdateReader } from '../update.reader.js';
import { SuggestionReader } from './suggestion.reader.js';

/** Changes that a lead suggests, and what the owner's side makes of them. */
@ApiTags('updates')
@Controller('api/updates/:id')
export class SuggestionsController {
  constructor(
    private readonly acts: Acts,
    private readonly updates: UpdateReader,
    private readonly suggestions: SuggestionReader,
    private readonly suggestChanges: SuggestChanges,
    private readonly answerSuggestion: AnswerSuggestion,
    private readonly presence: DraftPresence,
  ) {}

  /** Sends the text back with the text that the lead proposes. The lead may still approve. */
  @Post('suggest')
  @Refuses('update.text_changed')
  @HttpCode(200)
  @Requires('update.review')
  async suggest(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { revisionId, reason, content }: SuggestDto,
  ): Promise<UpdateDetailDto> {
    await this.acts.perform(actor, (act) =>
      this.suggestChanges.execute(act, id, revisionId, reason, content),
    );
    return this.updates.read(actor, id);
  }

  /** All that was suggested for this update, the newest first, with the answers. */
  @Get('suggestions')
  @Requires('update.read')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<SuggestionPage> {
    const data = await this.suggestions.list(actor, id);
    return { data, total: data.length };
  }

  /** Accepts or refuses changes, or takes answers back; what is accepted is saved in the draft. */
  @Post('suggestions/:suggestionId/answers')
  @Refuses('update.draft_conflict', 'suggestion.superseded')
  @HttpCode(200)
  @Requires('update.draft')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('suggestionId', ParseUUIDPipe) suggestionId: string,
    @Body() { draftVersion, answers }: AnswerSuggestionDto,
  ): Promise<SuggestionAnsweredDto> {
    const notFitting = await this.acts.perform(actor, (act) =>
      this.answerSuggestion.execute(act, id, suggestionId, draftVersion, answers),
    );
    const [draft, suggestions] = await Promise.all([
      this.updates.draft(actor, id),
      this.suggestions.list(actor, id),
    ]);
    this.presence.saved(actor.personId, id, draft.version);
    return { draft, suggestion: suggestions.find((each) => each.id === suggestionId)!, notFitting };
  }
}
