import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { DataSource, EntityManager } from 'typeorm';
import type { Actor } from '../../src/common/actor.js';
import { londonDate } from '../../src/common/dates.js';
import { createApp } from '../../src/app/create-app.js';
import { ENTITIES } from '../../src/app/entities.js';
import { Readiness } from '../../src/app/health.controller.js';
import { Acts, type Act } from '../../src/modules/audit/index.js';
import { loadActor } from '../../src/modules/identity/index.js';
import { OPEN_GOVERNMENT_LICENCE, type Config } from '../../src/platform/config/config.js';
import { Clock } from '../../src/platform/database/clock.js';
import { makeDataSource } from '../../src/platform/database/data-source.js';
import { MAIL_PROVIDER, type MailProvider } from '../../src/platform/mail/mail-provider.js';
import { Outbox } from '../../src/platform/queue/outbox.js';
import { Queues } from '../../src/platform/queue/queues.js';
import { FILE_STORE, type FileStore } from '../../src/platform/storage/file-store.js';
import { Contract } from './contract.js';
import { useTypeScript } from './use-typescript.js';
import { createTestDatabase, type TestDatabase } from './database.js';

// As generated from the built backend: npm test shows that it is up to date.
const CONTRACT = new Contract(
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8'),
  ) as OpenAPIObject,
);

// Editions are rendered in a process of their own.
useTypeScript();

export interface SignedIn {
  cookie: string;
  csrf: string;
}

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  body: Body;
  headers: Record<string, unknown>;
  text: string;
}

/** The whole application on a database of its own. */
export class TestApp {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly dataSource: DataSource,
    readonly url: string,
    readonly dataFolder: string,
    private readonly database: TestDatabase,
  ) {}

  static async start(settings: Partial<Config> = {}): Promise<TestApp> {
    const database = await createTestDatabase();
    // Refused statements are what many tests are about; unexpected ones fail them by themselves.
    const dataSource = makeDataSource(database.url, ENTITIES, { poolSize: 10 }).setOptions({
      logging: false,
    });
    await dataSource.initialize();
    const dataFolder = mkdtempSync(join(tmpdir(), 'quarterdeck-test-'));
    const config = {
      port: 0,
      host: '127.0.0.1',
      redisUrl: process.env.QUEUE_BACKEND === 'redis' ? process.env.REDIS_URL : undefined,
      dataFolder,
      isDemonstration: false,
      publicUrl: 'http://localhost',
      trustedProxies: 0,
      serviceName: 'Action plan updates',
      licence: OPEN_GOVERNMENT_LICENCE,
      areUnscannedAllowed: true,
      ...settings,
    };
    const app = await createApp(config, database.url, dataSource);
    app.get(Readiness).isReady = true;
    await app.getHttpAdapter().getInstance().ready();
    return new TestApp(app, dataSource, database.url, dataFolder, database);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.app.get(Outbox).close();
    await this.app.get(Queues).close();
    await this.app.get<MailProvider | null>(MAIL_PROVIDER)?.close();
    await this.dataSource.destroy();
    await this.database.drop();
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  /** Moves the clock to an instant, back or forth: a test's privilege. */
  async setClock(to: Date): Promise<void> {
    await this.dataSource.query(
      'UPDATE clock_settings SET offset_ms = $1, is_demonstration = true',
      [to.getTime() - Date.now()],
    );
    await this.app.get(Clock).refresh();
  }

  get now(): Date {
    return this.app.get(Clock).now();
  }

  async actor(personId: string): Promise<Actor> {
    return loadActor(
      (sql, parameters) => this.dataSource.query(sql, parameters),
      personId,
      londonDate(this.now),
    );
  }

  /** An act as that person, in a transaction of its own. */
  async as<T>(personId: string, work: (act: Act) => Promise<T>): Promise<T> {
    return this.app.get(Acts).perform(await this.actor(personId), work);
  }

  get files(): FileStore {
    return this.app.get(FILE_STORE);
  }

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  async signIn(email: string, password: string): Promise<SignedIn> {
    const answer = await this.request('POST', '/api/session', { body: { email, password } });
    if (answer.status !== 200) throw new Error(`Sign-in of ${email} failed: ${answer.text}`);
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
    return { cookie, csrf: String(answer.body.csrfToken) };
  }

  async request<Body = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    {
      as,
      body,
      headers,
    }: {
      as?: SignedIn | Promise<SignedIn>;
      body?: unknown;
      headers?: Record<string, string>;
    } = {},
  ): Promise<Answer<Body>> {
    const session = await as;
    const isRaw = Buffer.isBuffer(body) || body instanceof Readable;
    const response = await this.app
      .getHttpAdapter()
      .getInstance()
      .inject({
        method,
        url,
        headers: {
          ...(session && { cookie: session.cookie, 'x-csrf-token': session.csrf }),
          ...(body !== undefined && {
            'content-type': isRaw ? 'application/octet-stream' : 'application/json',
          }),
          ...headers,
        },
        ...(body !== undefined && {
          payload: typeof body === 'string' || isRaw ? (body as string) : JSON.stringify(body),
        }),
      });
    const contentType = String(response.headers['content-type'] ?? '');
    const isJson = /[/+]json(;|$)/.test(contentType);
    const answer = {
      status: response.statusCode,
      headers: response.headers,
      text: response.payload,
      body: (isJson && response.payload ? JSON.parse(response.payload) : {}) as Body,
    };
    const breaches = CONTRACT.breaches({ method, url }, { ...answer, contentType });
    // Whatever a test is about, an answer that the description does not tell of fails it.
    if (breaches.length > 0) throw new Error(`Not as described: ${breaches.join('; ')}`);
    return answer;
  }
}
