import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EditionsReader, FILE_FORMS } from '../../modules/publication/index.js';
import { CONFIG } from '../../platform/config/tokens.js';
import type { Config } from '../../platform/config/config.js';
import { EDITION_SCHEMA_HREF } from '../../common/edition-schema.js';
import { Readiness } from '../health.controller.js';
import { crawlSite, type SiteCopy } from './crawl-site.js';

/** What only a server can answer: it searches, or recomputes while the reader waits. */
const LIVE = [/^\/search$/, /^\/editions\/[^/]+\/v\d+\/check$/, /^\/(app|api)(\/|$)/];

/** What programs ask for by its name, without a link to it. */
const FOR_PROGRAMS = [EDITION_SCHEMA_HREF, '/robots.txt', '/sitemap.xml'];

/** The whole public site as files: every page and every form of every version of each edition. */
export async function exportSite(
  app: NestFastifyApplication,
  newAddress?: string,
): Promise<SiteCopy> {
  const { publicUrl } = app.get<Config>(CONFIG);
  const address = publicUrl.replace(/\/$/, '');
  app.get(Readiness).isReady = true;
  const server = app.getHttpAdapter().getInstance();
  return crawlSite({
    address,
    newAddress: newAddress?.replace(/\/$/, '') ?? address,
    // Files first: a page links to those that are made.
    paths: [...(await addressesOfEditions(app.get(EditionsReader))), '/', ...FOR_PROGRAMS],
    isLive: (path) => LIVE.some((pattern) => pattern.test(path)),
    ask: async (url) => {
      const answer = await server.inject({ method: 'GET', url });
      return {
        status: answer.statusCode,
        mediaType: String(answer.headers['content-type'] ?? '').split(';')[0]!,
        bytes: answer.rawPayload,
      };
    },
  });
}

/** What names the files beside it lies with those of a version; the site leads there from the edition's address. */
const isBeside =
  (name: string) =>
  (form: string): boolean =>
    form !== 'csv-metadata.json' || /\/v\d+$/u.test(name);

/**
 * The files and then the pages, of each version and of the current one; pages offer only what people
 * read. Of what is withdrawn, the page that says so.
 */
async function addressesOfEditions(editions: EditionsReader): Promise<string[]> {
  const versions = await editions.allVersions();
  const pages = versions.flatMap(({ slug, version, isCurrent, isWithdrawn }) =>
    [...(isCurrent ? [`/editions/${slug}`] : []), `/editions/${slug}/v${version}`].map((name) => ({
      ...{ name, forms: isWithdrawn ? [] : FILE_FORMS.filter(isBeside(name)) },
    })),
  );
  return [
    ...pages.flatMap(({ name, forms }) => forms.map((form) => `${name}.${form}`)),
    ...pages.map(({ name }) => name),
  ];
}
