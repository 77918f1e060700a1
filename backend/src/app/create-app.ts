import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { Logger } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { maxHeaderSize } from 'node:http';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { invalidField, Problem } from '../common/problems.js';
import { redirectTrailingSlashes } from '../modules/public-site/index.js';
import type { Config } from '../platform/config/config.js';
import { problemBody, UPLOAD_TYPE } from '../platform/http/error-filter.js';
import { AppModule } from './app.module.js';
import { Readiness } from './health.controller.js';
import { openApiOf } from './openapi.js';
import { BOARD_STATICS } from './queue-dashboard/queue-board.js';
import { refuseUndeclaredRoutes } from './route-declarations.js';
import { SCREENS_FOLDER } from './screens.controller.js';

const BODY_LIMIT = 1024 * 1024;

/** The application, wired and checked, not listening yet. */
export async function createApp(
  config: Config,
  databaseUrl: string,
  dataSource: DataSource,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, databaseUrl, dataSource),
    new FastifyAdapter({
      bodyLimit: BODY_LIMIT,
      trustProxy: (_address, hop) => hop < config.trustedProxies,
      // Only what a route answers has our headers, is refused until all is ready, and fails with a page.
      rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : url.replaceAll('%', '%25')),
      routerOptions: { maxParamLength: maxHeaderSize },
      // Idle keep-alive connections must not hold up a stop.
      forceCloseConnections: 'idle',
    }),
    // Fastify's own parser of JSON, and none of forms or plain text.
    { logger: ['error', 'warn'], abortOnError: false, bodyParser: false },
  );
  refuseUndeclaredRoutes(app.get(DiscoveryService), app.get(MetadataScanner), app.get(Reflector));
  app.getHttpAdapter().getInstance().removeContentTypeParser('text/plain');
  readForms(app);
  redirectTrailingSlashes(app.getHttpAdapter().getInstance());
  await registerPlugins(app, config);
  serveOnlyWhenReady(app);
  app.flushLogs();
  await serveOpenApi(app);
  return app;
}

/** Whether its path can be decoded. One that cannot be is read by its letters, and names nothing here. */
function isReadable(address: string): boolean {
  try {
    decodeURIComponent(address.split('?', 1)[0]!);
    return true;
  } catch {
    return false;
  }
}

/**
 * Forms are read on pages that work without JavaScript alone: those of outside experts, and public pages
 * that are declared for them. A form with a file reaches these as a stream.
 */
function readForms(app: NestFastifyApplication): void {
  const isForm = (request: FastifyRequest): boolean =>
    request.url.startsWith('/expert/') ||
    (request.routeOptions.config as { isForm?: boolean }).isForm === true;
  const server = app.getHttpAdapter().getInstance();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 64 * 1024 },
    (request, body, done) => {
      if (!isForm(request)) return done(new Problem('request.unsupported_type'), undefined);
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    },
  );
  server.addContentTypeParser('multipart/form-data', (request, payload, done) => {
    if (!isForm(request)) return done(new Problem('request.unsupported_type'), undefined);
    done(null, payload);
  });
}

async function registerPlugins(app: NestFastifyApplication, config: Config): Promise<void> {
  const isHttps = config.publicUrl.startsWith('https:');
  app.getHttpAdapter().getInstance().setReplySerializer(jsonWithoutNulls);
  acceptUploads(app);
  await app.register(cookie);
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isHttps && { upgradeInsecureRequests: [] }),
      },
    },
    hsts: isHttps,
    referrerPolicy: { policy: 'same-origin' },
  });
  // Nothing is served by it: a guarded route sends the files of the queue's dashboard.
  await app.register(fastifyStatic, { root: BOARD_STATICS, serve: false });
  const assets = resolve(SCREENS_FOLDER, 'assets');
  if (existsSync(assets)) {
    await app.register(fastifyStatic, {
      root: assets,
      prefix: '/app/assets/',
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      decorateReply: false,
    });
  }
}

/**
 * Bytes reach the routes declared for them as a stream, which the route reads once the reader's rights
 * are known; everywhere else they are as unknown as any other type. Limits are the route's own.
 */
function acceptUploads(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser(UPLOAD_TYPE, (request, payload, done) => {
      const { isUpload } = request.routeOptions.config as { isUpload?: boolean };
      if (isUpload) done(null, payload);
      else done(new Problem('request.unsupported_type'));
    });
}

const MAX_DEPTH = 100;
const HALF_A_PAIR = /\p{Surrogate}/u;

/**
 * What is wrong with a body whatever route it is for, found without recursion: what reads it afterwards
 * recurses; half a surrogate pair would be kept as another character than was sent; and the names that
 * every object inherits (toString) are known to validation though no DTO names them.
 */
function flawIn(body: unknown): Problem | undefined {
  let level: [field: string, value: unknown][] = [['body', body]];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH)
      return invalidField('body', 'too_deep', `It is nested more than ${MAX_DEPTH} deep.`);
    const halved = level.find((pair) =>
      pair.some((text) => typeof text === 'string' && HALF_A_PAIR.test(text)),
    );
    if (halved)
      return invalidField(halved[0], 'not_unicode', 'It holds half a character: type it again.');
    const inherited = level.find(([field]) => (field.split('.').at(-1) ?? '') in Object.prototype);
    if (inherited)
      return invalidField(inherited[0], 'unknown_field', 'There is no such field; leave it out.');
    level = level.flatMap(([field, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).map(([key, inner]): [string, unknown] => [
            depth === 0 ? key : `${field}.${key}`,
            inner,
          ])
        : [],
    );
  }
  return undefined;
}

/** Absent is left out, never null: in every answer as in what is hashed. */
function jsonWithoutNulls(payload: unknown): string {
  const text = JSON.stringify(payload);
  // Most answers hold none, and need no copy without them.
  return text.includes('null') ? JSON.stringify(dropNulls(payload)) : text;
}

function dropNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date)
    return value ?? undefined;
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    const kept = items.map(dropNulls);
    return kept.some((item, index) => item !== items[index]) ? kept : items;
  }
  const entries = Object.entries(value);
  let copy: Record<string, unknown> | undefined;
  for (const [key, item] of entries) {
    const kept = dropNulls(item);
    if (kept === item) continue;
    copy ??= { ...(value as Record<string, unknown>) };
    copy[key] = kept;
  }
  return copy ?? value;
}

/** Until migrations and demonstration are done, only the health pages answer. */
function serveOnlyWhenReady(app: NestFastifyApplication): void {
  const readiness = app.get(Readiness);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preValidation', (request, reply, done) => {
      const flaw = request.body instanceof Readable ? undefined : flawIn(request.body);
      if (flaw) sendProblem(reply, flaw);
      else done();
    })
    .addHook('onRequest', (request, reply, done) => {
      if (readiness.isReady || request.url === '/healthz' || request.url === '/readyz')
        return done();
      const problem = new Problem('service.not_ready');
      sendProblem(reply.header('retry-after', '2'), problem);
    });
}

function sendProblem(reply: FastifyReply, problem: Problem): void {
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem)));
}

async function serveOpenApi(app: NestFastifyApplication): Promise<void> {
  await app.init();
  let document: string | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/openapi.json', (_request, reply) => {
      document ??= JSON.stringify(openApiOf(app));
      return reply.type('application/json; charset=utf-8').send(document);
    });
  Logger.overrideLogger(['error', 'warn']);
}
