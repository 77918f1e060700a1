import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { EndCalendarLink, MakeCalendarLink } from './actions/calendar-links.js';
import { CalendarLimiter } from './calendar-limiter.js';
import {
  CalendarLinkDto,
  LiveCalendarLinkDto,
  MadeCalendarLinkDto,
} from './dto/calendar-link.dto.js';

/** A person's own link to their dates. What it opens is the calendar's. */
@ApiTags('session')
@Controller('api/calendar-link')
@Requires('session.own')
export class CalendarLinkController {
  constructor(
    private readonly acts: Acts,
    private readonly dataSource: DataSource,
    private readonly limiter: CalendarLimiter,
    private readonly makeLink: MakeCalendarLink,
    private readonly endLink: EndCalendarLink,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Whether I have a link, and when it was last read. */
  @Get()
  async read(@CurrentActor() actor: Actor): Promise<CalendarLinkDto> {
    const [link] = await this.dataSource.query<LiveCalendarLinkDto[]>(
      `SELECT made_at AS "madeAt", last_read_at AS "lastReadAt" FROM calendar_links
       WHERE person_id = $1 AND ended_at IS NULL`,
      [actor.personId],
    );
    return { ...(link && { link }) };
  }

  /** Makes a link, which is told this once; one that I had ends. */
  @Post()
  @Refuses('session.too_many_attempts')
  @HttpCode(200)
  async make(@CurrentActor() actor: Actor): Promise<MadeCalendarLinkDto> {
    await this.limiter.use(actor.personId);
    const token = await this.acts.perform(actor, (act) => this.makeLink.execute(act));
    const url = `${this.config.publicUrl.replace(/\/$/, '')}/calendar/${token}.ics`;
    return { ...(await this.read(actor)), url };
  }

  /** Ends my link at once. */
  @Post('end')
  @Refuses('record.not_found')
  @HttpCode(200)
  async end(@CurrentActor() actor: Actor): Promise<CalendarLinkDto> {
    await this.acts.perform(actor, (act) => this.endLink.execute(act));
    return this.read(actor);
  }
}
