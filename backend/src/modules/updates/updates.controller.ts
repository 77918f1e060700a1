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
  Put,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { AddContributor, AssignUpdate, RemoveContributor } from './actions/assign-update.js';
import { RecallUpdate } from './actions/recall-update.js';
import { SaveDraft } from './actions/save-draft.js';
import { SubmitUpdate } from './actions/submit-update.js';
import {
  AddContributorDto,
  ChangeUpdateDto,
  SaveDraftDto,
  SubmitDto,
} from './dto/update-actions.dto.js';
import {
  DraftDto,
  RevisionPage,
  SavedDraftDto,
  UpdateDetailDto,
  UpdatePage,
  UpdatesQuery,
} from './dto/update.dto.js';
import { DraftPresence } from './draft-presence.js';
import { UpdateListReader } from './update-list.reader.js';
import { UpdateReader } from './update.reader.js';

/** Reading and drafting updates. Reviewing them is the review controller's. */
@ApiTags('updates')
@Controller('api/updates')
export class UpdatesController {
  constructor(
    private readonly acts: Acts,
    private readonly lists: UpdateListReader,
    private readonly reader: UpdateReader,
    private readonly presence: DraftPresence,
    private readonly saveDraft: SaveDraft,
    private readonly submitUpdate: SubmitUpdate,
    private readonly recallUpdate: RecallUpdate,
    private readonly assignUpdate: AssignUpdate,
    private readonly addContributor: AddContributor,
    private readonly removeContributor: RemoveContributor,
  ) {}

  /** Updates within the reader’s scope; never unpublished text. */
  @Get()
  @Requires('update.read')
  list(@CurrentActor() actor: Actor, @Query() query: UpdatesQuery): Promise<UpdatePage> {
    return this.lists.list(actor, query);
  }

  /** One update, with as much of its text as the reader may see. */
  @Get(':id')
  @Requires('update.read')
  read(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UpdateDetailDto> {
    return this.reader.read(actor, id);
  }

  /** Who drafts it, by when, and how its row is printed. */
  @Patch(':id')
  @Requires('listing.edit')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeUpdateDto,
  ): Promise<UpdateDetailDto> {
    await this.acts.perform(actor, (act) => this.assignUpdate.execute(act, id, body));
    return this.reader.read(actor, id);
  }

  /** The text being written: for those who write it. */
  @Get(':id/draft')
  @Requires('update.draft')
  draft(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<DraftDto> {
    return this.reader.draft(actor, id);
  }

  /** Saves the text being written; a conflict answers with the other's text. */
  @Put(':id/draft')
  @Refuses('update.draft_conflict')
  @Requires('update.draft')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SaveDraftDto,
  ): Promise<SavedDraftDto> {
    const saved = await this.acts.perform(actor, (act) =>
      this.saveDraft.execute(act, id, body.version, body.content, body),
    );
    this.presence.saved(actor.personId, id, saved.version);
    return saved;
  }

  /** Hands the draft, exactly as seen, to clearance or review. */
  @Post(':id/submit')
  @Refuses(
    ...(['update.draft_conflict', 'update.nothing_to_submit'] as const),
    ...(['update.evidence_changed', 'file.not_ready'] as const),
  )
  @HttpCode(200)
  @Requires('update.draft')
  async submit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SubmitDto,
  ): Promise<UpdateDetailDto> {
    await this.acts.perform(actor, (act) =>
      this.submitUpdate.execute(act, id, body.draftVersion, body.evidenceIds),
    );
    return this.reader.read(actor, id);
  }

  /** Takes back a submission that nobody has claimed. */
  @Post(':id/recall')
  @HttpCode(200)
  @Requires('update.draft')
  async recall(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<UpdateDetailDto> {
    await this.acts.perform(actor, (act) => this.recallUpdate.execute(act, id));
    return this.reader.read(actor, id);
  }

  /** Names someone who may draft too. */
  @Post(':id/contributors')
  @HttpCode(200)
  @Requires('update.draft')
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: AddContributorDto,
  ): Promise<UpdateDetailDto> {
    await this.acts.perform(actor, (act) => this.addContributor.execute(act, id, body.personId));
    return this.reader.read(actor, id);
  }

  /** Takes a contributor away. */
  @Delete(':id/contributors/:personId')
  @Requires('update.draft')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('personId', ParseUUIDPipe) personId: string,
  ): Promise<UpdateDetailDto> {
    await this.acts.perform(actor, (act) => this.removeContributor.execute(act, id, personId));
    return this.reader.read(actor, id);
  }

  /** The revisions that the reader may see, in order. */
  @Get(':id/revisions')
  @Requires('update.read')
  async revisions(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RevisionPage> {
    const data = await this.reader.revisionList(actor, id);
    return { data, total: data.length };
  }
}
