import { Controller, Get, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problems.js';
import { Public } from '../../platform/http/requires.js';
import {
  EditionFiles,
  MEDIA_TYPES,
  PublicReader,
  type FileForm,
  type PublicEdition,
} from '../publication/index.js';
import { parseLastPart, parseVersion } from './addresses.js';
import { describedBy, formsOf, metadataHref } from './edition-forms.js';
import { changesSinceLast, versionAt, versionBefore, versionsOf } from './editions.js';
import { PageErrorFilter } from './page-error.filter.js';
import { comparedRows, editionPage, parseFilter, viewOf, withdrawnPage } from './pages/index.js';
import { RememberedPages } from './remembered-pages.js';
import { sendFile, sendPassingPage } from './send.js';

/** Editions as the public reads them: the page, and the kept files, of any version. */
@ApiExcludeController()
@UseFilters(PageErrorFilter)
@Controller('editions')
export class EditionPagesController {
  constructor(
    private readonly pages: RememberedPages,
    private readonly reader: PublicReader,
    private readonly files: EditionFiles,
  ) {}

  /** /editions/2021-22-q4, and with .pdf or .json: the current version. */
  @Get(':slug')
  @Public()
  async current(
    @Param('slug') part: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = parseLastPart(part);
    if (!asked) throw new Problem('record.not_found', { what: 'edition' });
    await this.send(request, reply, { slug: asked.name, form: asked.form, query });
  }

  /** /editions/2021-22-q4/v1, and with .pdf or .json: one version, for ever. */
  @Get(':slug/:version')
  @Public()
  async version(
    @Param('slug') slug: string,
    @Param('version') part: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = parseLastPart(part);
    const version = asked && parseVersion(asked.name);
    if (!version) throw new Problem('record.not_found', { what: 'edition' });
    await this.send(request, reply, { slug, version, form: asked.form, query });
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: { slug: string; version?: number; form?: FileForm; query: Record<string, unknown> },
  ): Promise<void> {
    const context = await this.pages.context();
    const { state } = context;
    const edition = versionAt(state, asked.slug, asked.version);
    if (edition.withdrawal) {
      // Gone, for programs and search engines; a person reads why, at every address that it had.
      const versions = versionsOf(state, edition.slug);
      const page = withdrawnPage(context.site, { ...edition, ...edition.withdrawal, versions });
      sendPassingPage(reply, 410, page);
      return;
    }
    if (asked.form === 'csv-metadata.json' && !asked.version) {
      // It names the files beside it, which are those of the version.
      void reply.header('cache-control', 'public, no-cache');
      void reply.redirect(metadataHref(edition), 307);
      return;
    }
    if (asked.form) {
      await this.sendForm(request, reply, edition, asked.form, asked.query.sha256);
      return;
    }
    const filter = parseFilter(asked.query);
    await this.pages.send(request, reply, context, ['edition', edition.id, filter], async () => {
      const snapshot = await this.reader.snapshot(edition.id);
      const before = versionBefore(state, edition);
      const changes = await changesSinceLast(this.reader, state, snapshot, edition.roundId);
      const view = viewOf(snapshot, filter, changes);
      return editionPage(snapshot, {
        site: context.site,
        snapshotHash: edition.snapshotHash,
        versions: versionsOf(state, edition.slug),
        ...(before && { before: await this.reader.snapshot(before.id) }),
        ...formsOf(edition),
        isPreview: false,
        broughtInOn: edition.broughtInOn,
        view,
        compared: await comparedRows(view, context.site),
      });
    });
  }

  private async sendForm(
    request: FastifyRequest,
    reply: FastifyReply,
    edition: PublicEdition,
    form: FileForm,
    named: unknown,
  ): Promise<void> {
    const sha256 = await this.files.hashOf(edition, form);
    if (!sha256) throw new Problem('record.not_found', { what: 'file' });
    const described = describedBy(edition, form);
    if (described) void reply.header('link', `<${described}>; rel="describedby"`);
    await sendFile(request, reply, {
      sha256,
      mediaType: MEDIA_TYPES[form],
      name: `${edition.slug}${edition.version > 1 ? `-v${edition.version}` : ''}.${form}`,
      isNamedByHash: named === sha256,
      read: async () => (await this.files.read(sha256)).bytes,
    });
  }
}
