import { Body, Controller, Get, HttpCode, Inject, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { bankHolidays } from '../../common/bank-holidays.js';
import { londonDate } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { Clock } from '../../platform/database/clock.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { SaveTemplate } from './actions/save-template.js';
import { composeMessage } from './compose-message.js';
import {
  PreviewTemplateDto,
  SaveTemplateDto,
  TemplatePreviewDto,
  TemplatesDto,
} from './dto/templates.dto.js';
import { messageHtml, messageText } from './render-message.js';
import { exampleLines } from './template-example.js';
import { templatesInForce } from './template.reader.js';
import { TEMPLATE_VARIABLES, templateIssues } from './templates.js';

/** The words around what messages list. */
@ApiTags('messages')
@Controller('api/message-templates')
export class TemplatesController {
  constructor(
    private readonly acts: Acts,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly saveTemplate: SaveTemplate,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The templates, and the variables that they may name. */
  @Get()
  @Requires('message.read')
  async list(): Promise<TemplatesDto> {
    const { digest, event } = await templatesInForce(this.dataSource);
    return {
      templates: [digest, event].map(({ savedById: _, ...template }) => template),
      variables: Object.entries(TEMPLATE_VARIABLES).map(([name, meaning]) => ({ name, meaning })),
    };
  }

  /** Sets one, from the version that was seen; refused when no message could be made from it. */
  @Put()
  @Requires('message.word')
  async save(@CurrentActor() actor: Actor, @Body() body: SaveTemplateDto): Promise<TemplatesDto> {
    const { kind, version, subject, opening, closing } = body;
    await this.acts.perform(actor, (act) =>
      this.saveTemplate.execute(act, kind, { version, subject, opening, closing }),
    );
    return this.list();
  }

  /** What a message would look like with these words. Changes nothing. */
  @Post('preview')
  @HttpCode(200)
  @Requires('message.read')
  preview(
    @CurrentActor() { name }: Actor,
    @Body() { kind, ...template }: PreviewTemplateDto,
  ): TemplatePreviewDto {
    const issues = templateIssues(template);
    if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
    const today = londonDate(this.clock.now());
    const { serviceName: service, publicUrl } = this.config;
    const told = exampleLines(kind, today, bankHolidays());
    const { subject, body } = composeMessage(told, template, { name, service, today });
    const frame = { publicUrl, service };
    return { subject, text: messageText(body, frame), html: messageHtml(body, subject, frame) };
  }
}
