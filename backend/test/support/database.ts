import { randomBytes } from 'node:crypto';
import pg from 'pg';
import {
  makeDataSource,
  migrate as migrateSchema,
} from '../../src/platform/database/data-source.js';

const TEMPLATE = 'quarterdeck_template';
const TEMPLATE_LOCK = 7164;
const INSUFFICIENT_PRIVILEGE = '42501';

/** Brings an empty database to the newest schema. */
export type Migrate = (url: string) => Promise<void>;

/** A database of its own for one test file. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/**
 * The one place that knows how the tests' template is migrated.
 */
const migrate: Migrate = async (url) => {
  const dataSource = await makeDataSource(url, []).initialize();
  await migrateSchema(dataSource);
  await dataSource.destroy();
};

/**
 * Makes a migrated database in about 50 ms, by copying a template that the first caller of the
 * run prepares. Call `drop` when the file is done; sessions still open on it are ended.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  await prepareTemplate(migrate);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await maintain((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`));
  return {
    url: urlOf(name),
    drop: () => maintain((client) => dropDatabase(client, name)),
  };
}

/**
 * Makes the template once per run, however many Jest workers ask for it. It gets its name only
 * when it is whole, so that a failed migration fails every test file and not only the first.
 */
export async function prepareTemplate(migrateTemplate: Migrate): Promise<void> {
  await maintain(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (found.rows.length > 0) return;
    const draft = `${TEMPLATE}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft}`);
    await migrateTemplate(urlOf(draft));
    // Nobody may connect to it any more: a connected template cannot be copied.
    await client.query(`ALTER DATABASE ${draft} WITH ALLOW_CONNECTIONS false`);
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
  });
}

/**
 * Ends whoever is still connected. An autovacuum worker in the database cannot be ended by an
 * ordinary role, so the forced drop is refused then; the plain one waits for it.
 */
async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) throw error;
    await client.query(`DROP DATABASE ${name}`);
  }
}

/** The maintenance connection lasts for one task; ending it also lets go of its lock. */
async function maintain(task: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await task(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url)
    throw new Error('TEST_DATABASE_URL is unset: run through the integration project of Jest');
  return url;
}
