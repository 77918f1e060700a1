import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EDITION_SCHEMA_HREF } from '../../common/edition-schema.js';
import { Problem } from '../../common/problems.js';
import { Public } from '../../platform/http/requires.js';
import {
  EditionFiles,
  EditionsReader,
  MEDIA_TYPES,
  offeredForms,
  type FileForm,
  type PublishedEdition,
} from '../publication/index.js';
import { parseLastPart, parseVersion } from './addresses.js';
import { PageErrorFilter } from './page-error.filter.js';
import { editionHref, editionPage } from './pages/index.js';
import { sendFile, sendPage } from './send.js';
import { Site } from './site.js';

const NOT_FOUND = new Problem('record.not_found', { what: 'edition' });

/** Editions as the public reads them: the page, and the kept files, of any version. */
@ApiExcludeController()
@UseFilters(PageErrorFilter)
@Controller('editions')
export class EditionPagesController {
  constructor(
    private readonly site: Site,
    private readonly editions: EditionsReader,
    private readonly files: EditionFiles,
  ) {}

  /** /editions/2021-22-q4, and with .pdf or .json: the current version. */
  @Get(':slug')
  @Public()
  async current(
    @Param('slug') part: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = parseLastPart(part);
    const edition = asked && (await this.editions.bySlug(asked.name));
    if (!edition) throw NOT_FOUND;
    await this.send(request, reply, edition, asked.form);
  }

  /** /editions/2021-22-q4/v1, and with .pdf or .json: one version, for ever. */
  @Get(':slug/:version')
  @Public()
  async version(
    @Param('slug') slug: string,
    @Param('version') part: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = parseLastPart(part);
    const version = asked && parseVersion(asked.name);
    const edition = version && (await this.editions.bySlug(slug, version));
    if (!edition) throw NOT_FOUND;
    await this.send(request, reply, edition, asked.form);
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    edition: PublishedEdition,
    form: FileForm | undefined,
  ): Promise<void> {
    if (!form) {
      sendPage(request, reply, await this.page(edition));
      return;
    }
    const sha256 = await this.files.hashOf(edition, form);
    const described = describedBy(edition, form);
    if (described) void reply.header('link', `<${described}>; rel="describedby"`);
    await sendFile(request, reply, {
      sha256,
      mediaType: MEDIA_TYPES[form],
      name: `${edition.slug}${edition.version > 1 ? `-v${edition.version}` : ''}.${form}`,
      read: async () => (await this.files.read(sha256)).bytes,
    });
  }

  private async page(edition: PublishedEdition): Promise<string> {
    const [site, versions] = await Promise.all([
      this.site.settings(),
      this.editions.versions(edition.slug),
    ]);
    return editionPage(edition.snapshot, {
      site,
      snapshotHash: edition.snapshotHash,
      versions,
      forms: offeredForms(edition.files),
      isPreview: false,
      broughtInOn: edition.broughtInOn,
    });
  }
}

/** What says how to read the form: the JSON's schema, the CSVs' metadata. */
function describedBy({ slug, version }: PublishedEdition, form: FileForm): string | undefined {
  if (form === 'json') return EDITION_SCHEMA_HREF;
  return form === 'csv' || form === 'commitments.csv'
    ? `${editionHref(slug, version)}.csv-metadata.json`
    : undefined;
}
