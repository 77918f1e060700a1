import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  ParseUUIDPipe,
  Post,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Problem } from '../../../common/problems.js';
import type { Config } from '../../../platform/config/config.js';
import { CONFIG } from '../../../platform/config/tokens.js';
import { Refuses } from '../../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../../platform/http/requires.js';
import { Acts } from '../../audit/index.js';
import { personRef } from '../../identity/index.js';
import { knowUpdate } from '../update-facts.js';
import { decideExperts, IS_OPEN } from './expert-link.js';
import {
  ExpertLinkDto,
  ExpertLinksDto,
  MadeExpertLinkDto,
  NewExpertLinkDto,
} from './expert-links.dto.js';
import { MakeExpertLink, RevokeExpertLink } from './make-expert-link.js';

const LINKS = `SELECT k.id, k.expert_name AS name, k.expert_address AS address, k.purpose,
    v.number AS "revisionNumber", ${personRef('p')} AS "madeBy", k.made_at AS "madeAt", k.expires_at AS "expiresAt",
    k.last_viewed_at AS "lastViewedAt", k.revoked_at AS "revokedAt",
    ${IS_OPEN} AS "isOpen"
  FROM expert_links k JOIN updates u ON u.id = k.update_id JOIN update_revisions v ON v.id = k.revision_id JOIN people p ON p.id = k.made_by_id
  WHERE k.update_id = $1 ORDER BY k.made_at DESC, k.id`;

/** Experts without an account who were asked about a text. What they see is the expert pages'. */
@ApiTags('updates')
@Controller('api/updates/:id/expert-links')
export class ExpertLinksController {
  constructor(
    private readonly acts: Acts,
    private readonly dataSource: DataSource,
    private readonly makeLink: MakeExpertLink,
    private readonly revokeLink: RevokeExpertLink,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Whom anybody asked about this update. */
  @Get()
  @Requires('expert.ask')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<ExpertLinksDto> {
    const query = <Row>(sql: string, values: unknown[]) =>
      this.dataSource.query<Row[]>(sql, values);
    const { facts } = await knowUpdate(query, actor, id, { withPeople: false });
    if (!decideExperts(facts, actor).isAllowed) {
      throw new Problem('record.not_found', { what: 'update' });
    }
    const data = await query<ExpertLinkDto>(LINKS, [id]);
    return { data, total: data.length };
  }

  /** Makes a personal link to the submitted text; it is told this once. */
  @Post()
  @Refuses('update.text_changed')
  @HttpCode(200)
  @Requires('expert.ask')
  async make(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NewExpertLinkDto,
  ): Promise<MadeExpertLinkDto> {
    const token = await this.acts.perform(actor, (act) => this.makeLink.execute(act, id, body));
    const url = `${this.config.publicUrl.replace(/\/$/, '')}/expert/${token}`;
    return { ...(await this.list(actor, id)), url };
  }

  /** Ends a link at once. */
  @Post(':linkId/revoke')
  @HttpCode(200)
  @Requires('expert.ask')
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('linkId', ParseUUIDPipe) linkId: string,
  ): Promise<ExpertLinksDto> {
    await this.acts.perform(actor, (act) => this.revokeLink.execute(act, id, linkId));
    return this.list(actor, id);
  }
}
