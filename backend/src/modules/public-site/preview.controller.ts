import { Controller, Get, Param, ParseUUIDPipe, Query, Res, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiSeeOtherResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../common/actor.js';
import { SignInFirst } from '../../platform/http/error-filter.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { PreviewReader, PublicReader } from '../publication/index.js';
import { PreviewQuery } from './dto/preview.dto.js';
import { changesSinceLast, versionBefore, versionsOf } from './editions.js';
import { comparedRows, editionPage, parseFilter, viewOf } from './pages/index.js';
import { sendPassingPage } from './send.js';
import { Site } from './site.js';

/** The edition before it is published, on the very page on which it will be read. */
@ApiTags('rounds')
@Controller('api/rounds')
export class PreviewController {
  constructor(
    private readonly site: Site,
    private readonly previews: PreviewReader,
    private readonly reader: PublicReader,
  ) {}

  /** The edition as it would be published now, marked as a draft. */
  @Get(':id/preview')
  @UseFilters(SignInFirst)
  @Requires('round.preview')
  @ApiProduces('text/html')
  @ApiOkResponse({ description: 'The page.', schema: { type: 'string' } })
  @ApiSeeOtherResponse({ description: 'To sign in, for a browser without a session.' })
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: PreviewQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { snapshot, snapshotHash, publishAt } = await this.previews.read(actor, id);
    const { slug, version, publishedOn } = snapshot;
    const state = await this.reader.state();
    const before = versionBefore(state, { slug, version });
    const changes = await changesSinceLast(this.reader, state, snapshot, id);
    const view = viewOf(snapshot, parseFilter({ ...query }), changes);
    const others = versionsOf(state, slug).filter((other) => other.version !== version);
    const site = this.site.of(state);
    const page = editionPage(snapshot, {
      site,
      snapshotHash,
      versions: [
        ...others.map((other) => ({ ...other, isCurrent: false })),
        { slug, version, publishedOn, isCurrent: true },
      ],
      ...(before && { before: await this.reader.snapshot(before.id) }),
      forms: [],
      isPreview: true,
      path: `/api/rounds/${id}/preview`,
      view,
      compared: await comparedRows(view, site),
      ...(publishAt && { publishAt }),
    });
    sendPassingPage(reply, 200, page);
  }
}
