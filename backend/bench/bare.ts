import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';
import type { Actor } from '../src/common/actor.js';
import { canonicalContent, sha256Hex } from '../src/common/content-hash.js';
import type { UpdateContent } from '../src/common/content.js';
import { WRITE_ENTRY, WRITE_EVENT } from '../src/modules/audit/acts.js';
import { loadActor } from '../src/modules/identity/index.js';
import { UpdatesQuery } from '../src/modules/updates/dto/update.dto.js';
import { factsOf } from '../src/modules/updates/update-facts.js';
import { listOf } from '../src/modules/updates/update-list.reader.js';
import {
  ADD_DRAFT_AUTHOR,
  APPEND_REVISION,
  HAND_OVER_AUTHORS,
  LOCK_UPDATE,
  READ_DRAFT,
  SUBMIT_UPDATE,
  WRITE_DRAFT,
} from '../src/modules/updates/update-statements.js';
import { DETAIL } from '../src/modules/updates/update.reader.js';
import { PLANNING } from '../src/platform/database/data-source.js';

/**
 * The measure that the application is held against: node:http and node-postgres with nothing between
 * them, sending the same statements, prepared, for people whose rights are known beforehand. It
 * checks no session, no permission and no input, writes no header, and its people must be trusted.
 *
 * GET /queue?round&actor · GET /update/:id?actor · PUT /draft/:id?actor {version, content} ·
 * POST /submit/:id?actor {draftVersion} · POST /recall/:id
 */
const [url = '', port = '0'] = process.argv.slice(2);
const TODAY = '2022-05-09';

class Connection extends pg.Client {
  // A name for every text: what the application's connections do too.
  prepared(text: string, values: unknown[] = []): Promise<pg.QueryResult> {
    return this.query({ name: sha256Hex(text).slice(0, 20), text, values });
  }
}
const pool = new pg.Pool({
  connectionString: url,
  max: 20,
  Client: Connection,
  options: PLANNING,
} as pg.PoolConfig);

async function within<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = (await pool.connect()) as unknown as Connection & pg.PoolClient;
  try {
    return await work(connection);
  } finally {
    connection.release();
  }
}

const actors = new Map<string, Promise<Actor>>();
const actorOf = (id: string): Promise<Actor> => {
  const known = actors.get(id);
  if (known) return known;
  const query = async (sql: string, values: unknown[]) => (await pool.query(sql, values)).rows;
  const loading = loadActor(query, id, TODAY);
  actors.set(id, loading);
  return loading;
};

async function queue(roundId: string, actor: Actor): Promise<unknown> {
  const query = Object.assign(new UpdatesQuery(), { roundId, perPage: 50, sort: 'position' });
  const { sql, parameters } = listOf(actor, query, TODAY);
  return within(async (connection) => (await connection.prepared(sql, parameters)).rows);
}

const detail = (id: string, actor: Actor): Promise<unknown> =>
  within(async (connection) => {
    const facts = factsOf(actor, id, { withPeople: true });
    const known = await connection.prepared(facts.sql, facts.parameters);
    const row = known.rows[0] as { approved_revision_id: string | null };
    const seen = [id, false, row.approved_revision_id, false, true, true, false];
    return (await connection.prepared(DETAIL, seen)).rows[0];
  });

/** BEGIN, the row locked, what the policy needs, the draft; then the work, and COMMIT. */
const acting = <T>(
  id: string,
  actor: Actor,
  work: (connection: Connection, draft: { version: number; content: UpdateContent }) => Promise<T>,
): Promise<T> =>
  within(async (connection) => {
    await connection.query('START TRANSACTION');
    await connection.prepared(LOCK_UPDATE, [id]);
    const facts = factsOf(actor, id, { withPeople: false });
    await connection.prepared(facts.sql, facts.parameters);
    const draft = await connection.prepared(READ_DRAFT, [id]);
    const result = await work(connection, draft.rows[0] as never);
    await connection.query('COMMIT');
    return result;
  });

const save = (id: string, actor: Actor, body: { version: number; content: object }) =>
  acting(id, actor, async (connection, draft) => {
    if ((draft.version ?? 0) !== body.version) throw new Error('conflict');
    const version = body.version + 1;
    await connection.prepared(WRITE_DRAFT, [id, body.content, version, actor.personId, new Date()]);
    await connection.prepared(ADD_DRAFT_AUTHOR, [id, actor.personId, null]);
    return { version };
  });

async function submit(id: string, actor: Actor, body: { draftVersion: number }): Promise<unknown> {
  await acting(id, actor, async (connection, draft) => {
    if (draft.version !== body.draftVersion) throw new Error('conflict');
    const content = canonicalContent(draft.content);
    const [revision, hash, now] = [randomUUID(), sha256Hex(content), new Date()];
    const made = [revision, id, 'submission', content, hash, actor.personId, null, now];
    await connection.prepared(APPEND_REVISION, made);
    await connection.prepared(HAND_OVER_AUTHORS, [id, revision]);
    await connection.prepared(SUBMIT_UPDATE, [id, 'submitted', revision, now]);
    const payload = { updateId: id, revisionId: revision, state: 'submitted' };
    await connection.prepared(WRITE_EVENT, ['bench.submitted', payload, 'system', now]);
    const entry = ['update.submitted', now, actor.personId, null, 'update', id, null, payload];
    await connection.prepared(WRITE_ENTRY, [...entry, 'system']);
  });
  return detail(id, actor);
}

/** Only so that the same update can be submitted again; not measured. */
const recall = (id: string): Promise<unknown> =>
  pool.query("UPDATE updates SET state = 'drafting' WHERE id = $1", [id]);

async function bodyOf(request: IncomingMessage): Promise<never> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return (chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {}) as never;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const [, what = '', id = ''] = pathname.split('/');
  const body = request.method === 'GET' ? ({} as never) : await bodyOf(request);
  const actor = await actorOf(searchParams.get('actor') ?? '');
  const ways: Record<string, () => Promise<unknown>> = {
    queue: () => queue(searchParams.get('round') ?? '', actor),
    update: () => detail(id, actor),
    draft: () => save(id, actor, body),
    submit: () => submit(id, actor, body),
    recall: () => recall(id),
  };
  const text = JSON.stringify(await ways[what]!());
  response.setHeader('content-type', 'application/json');
  response.end(text);
}

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.statusCode = 500;
    response.end(String(error));
  });
}).listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
