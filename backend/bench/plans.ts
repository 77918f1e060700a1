import 'reflect-metadata';
import type { OpenAPIObject } from '@nestjs/swagger';
import pg from 'pg';
import { createApp } from '../src/app/create-app.js';
import { DEMONSTRATION_PASSWORD } from '../src/app/demonstration/load-demonstration.js';
import { ENTITIES } from '../src/app/entities.js';
import { Readiness } from '../src/app/health.controller.js';
import { openApiOf } from '../src/app/openapi.js';
import { readConfig } from '../src/platform/config/config.js';
import { makeDataSource, PLANNING } from '../src/platform/database/data-source.js';
import { PreparedClient } from '../src/platform/database/prepared-client.js';
import type { Work } from './work.js';

interface Sent {
  sql: string;
  values: unknown[];
}

const OF_INTEREST = /Scan|Join|Nested Loop|Sort|Aggregate|Limit|Memoize|Append/;

/**
 * The query plan of every list that the API has, as somebody of the secretariat asks for it: what is
 * sent is caught on its way to the database, and explained there with the values it was sent with.
 * @returns Markdown
 */
export async function plansOfLists(url: string, work: Work): Promise<string> {
  const sent: Sent[] = [];
  const catching = catchStatements(sent);
  const dataSource = await makeDataSource(url, ENTITIES).initialize();
  const app = await createApp(readConfig(), url, dataSource);
  const explainer = new pg.Client({
    connectionString: url,
    options: PLANNING,
  });
  await explainer.connect();
  try {
    app.get(Readiness).isReady = true;
    const [{ reader, roundId, updateId }] = work.queues as [Work['queues'][number]];
    const signIn = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { email: reader.email, password: DEMONSTRATION_PASSWORD },
    });
    const cookie = String(signIn.headers['set-cookie']).split(';')[0]!;
    const ids: Record<string, string> = { rounds: roundId, updates: updateId };
    const parts: string[] = [];
    for (const path of listsOf(openApiOf(app))) {
      const address = await filled(path, ids, (table) => someId(explainer, table));
      if (!address) continue;
      sent.length = 0;
      const answer = await app.inject({ method: 'GET', url: address, headers: { cookie } });
      const reads = sent.filter(
        ({ sql }) => /^[\s(]*(SELECT|WITH)/.test(sql) && !/sessions/.test(sql),
      );
      parts.push(`### GET ${path}\n`);
      if (answer.statusCode !== 200) parts.push(`Refused to this reader: ${answer.statusCode}.\n`);
      else for (const read of [...reads]) parts.push(await explained(explainer, read));
    }
    return parts.join('\n');
  } finally {
    catching.stop();
    await explainer.end();
    await app.close();
    await dataSource.destroy().catch(() => undefined);
  }
}

function catchStatements(sent: Sent[]): { stop(): void } {
  const { query } = PreparedClient.prototype;
  PreparedClient.prototype.query = function (this: PreparedClient, ...args: unknown[]): never {
    const [sql, values] = args;
    if (typeof sql === 'string')
      sent.push({ sql, values: Array.isArray(values) ? [...(values as unknown[])] : [] });
    return query.apply(this, args);
  };
  return { stop: () => (PreparedClient.prototype.query = query) };
}

/** The paths that answer with a page and its total. */
function listsOf(document: OpenAPIObject): string[] {
  const schemas = (document.components?.schemas ?? {}) as Record<string, { properties?: object }>;
  return Object.entries(document.paths).flatMap(([path, { get }]) => {
    const answer = JSON.stringify(get?.responses['200'] ?? {});
    const name = /#\/components\/schemas\/(\w+)/.exec(answer)?.[1] ?? '';
    return 'total' in (schemas[name]?.properties ?? {}) ? [path] : [];
  });
}

/** What a list cannot be asked without. */
const NEEDED: Readonly<Record<string, string>> = { '/api/edition-search': '?q=training' };

async function filled(
  path: string,
  ids: Readonly<Record<string, string>>,
  find: (table: string) => Promise<string | undefined>,
): Promise<string | null> {
  if (NEEDED[path]) return path + NEEDED[path];
  const table = /^\/api\/([a-z-]+)\/\{id\}/.exec(path)?.[1];
  if (!table) return path.includes('{') ? null : path;
  const id = ids[table] ?? (await find(table));
  const address = id ? path.replace('{id}', id) : null;
  return address?.includes('{') ? null : address;
}

async function someId(client: pg.Client, table: string): Promise<string | undefined> {
  const name = table.replaceAll('-', '_');
  const found = await client.query<{ name: string | null }>('SELECT to_regclass($1) AS name', [
    name,
  ]);
  if (!found.rows[0]?.name) return undefined;
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM ${name} ORDER BY id LIMIT 1`);
  return rows[0]?.id;
}

async function explained(client: pg.Client, { sql, values }: Sent): Promise<string> {
  const options = 'ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF';
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (${options}) ${sql}`,
    values,
  );
  const lines = rows.map((row) => row['QUERY PLAN']);
  const time = lines.find((line) => line.startsWith('Execution Time'))?.slice(16) ?? '';
  const plan = lines.filter((line) => OF_INTEREST.test(line) && !/ Key:| Method:/.test(line));
  return `${time}\n\n\`\`\`text\n${plan.join('\n')}\n\`\`\`\n`;
}
