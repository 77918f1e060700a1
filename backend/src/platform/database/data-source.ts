import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import { SnakeCaseNaming } from './naming.js';
import { PreparedClient } from './prepared-client.js';
import { MIGRATIONS } from '../../../migrations/index.js';

/** The database is of a newer version than this program: it must not be touched. */
export class NewerSchemaError extends Error {
  constructor(readonly migrations: string[]) {
    super(
      `The database was made by a newer version (it has ${migrations.join(', ')}). ` +
        'Start that version, or restore a backup made by this one.',
    );
  }
}

/**
 * How every connection has its statements planned, whatever server it is to. Indexes are cheap to look
 * things up in, as on any disk without a moving head. Statements are built without conditions that depend
 * on a parameter being there, so one plan fits every value; planning afresh would cost more than most of
 * them take, and compiling them yet more.
 */
export const PLANNING = '-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1 -c jit=off';

type Entities = MixedList<(new () => unknown) | string | EntitySchema>;

/** An unopened connection pool with the entities given. */
export const makeDataSource = (
  url: string,
  entities: Entities,
  { poolSize = 20, statementTimeoutMs = 30_000 } = {},
): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    entities: entities as never,
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeCaseNaming(),
    poolSize,
    applicationName: 'quarterdeck pool',
    // A dead server must not hold a request for ever; long work is in jobs.
    extra: {
      Client: PreparedClient,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: 60_000,
      options: PLANNING,
    },
    // A failed query's parameters can hold unpublished text: the error says enough.
    logging: false,
  });

/** Held while the schema changes: whoever starts meanwhile waits. */
export const MIGRATION_LOCK = 'quarterdeck.migrations';

/**
 * Brings the database up to date; two processes that start together take turns.
 * @throws NewerSchemaError when it has migrations that this program does not know
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('SELECT pg_advisory_lock(hashtext($1))', [MIGRATION_LOCK]);
    await refuseNewerSchema(dataSource);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock(hashtext($1))', [MIGRATION_LOCK]);
    await runner.release();
  }
}

/** @throws NewerSchemaError when the database has migrations that this program does not know */
export async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const [{ exists } = { exists: false }] = await dataSource.query<{ exists: boolean }[]>(
    "SELECT to_regclass('migrations') IS NOT NULL AS exists",
  );
  if (!exists) return;
  const known = new Set(
    dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name),
  );
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
  const unknown = rows.map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new NewerSchemaError(unknown);
}
