import { ENTITIES } from '../../../src/app/entities.js';
import { TestApp } from '../../support/test-app.js';

interface Column {
  name: string;
  type: string;
  isNullable: boolean;
}

/** What information_schema calls the types that entities name. */
const TYPES: Record<string, string> = {
  int: 'integer',
  timestamptz: 'timestamp with time zone',
};

/** Filled by the database; no entity has a use for them. */
const OF_THE_DATABASE_ALONE = ['update_decisions.seq'];

let test: TestApp;

beforeAll(async () => {
  test = await TestApp.start();
}, 60_000);
afterAll(() => test.stop());

const columnsOf = (table: string): Promise<Column[]> =>
  test.manager.query<Column[]>(
    `SELECT column_name AS name, data_type AS type, is_nullable = 'YES' AS "isNullable"
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY 1`,
    [table],
  );

describe('entities and tables', () => {
  it.each(ENTITIES.map((entity) => [entity.name, entity] as const))(
    '%s has the columns of its table, with their types and nullability',
    async (_, entity) => {
      const metadata = test.dataSource.getMetadata(entity);
      const mapped = metadata.columns
        .map((column) => ({
          name: column.databaseName,
          type: column.isArray ? 'ARRAY' : (TYPES[String(column.type)] ?? String(column.type)),
          isNullable: column.isNullable,
        }))
        .sort((one, other) => (one.name < other.name ? -1 : 1));
      const kept = (await columnsOf(metadata.tableName)).filter(
        ({ name }) => !OF_THE_DATABASE_ALONE.includes(`${metadata.tableName}.${name}`),
      );
      expect(kept.length).toBeGreaterThan(1);
      expect(mapped).toEqual(kept.sort((one, other) => (one.name < other.name ? -1 : 1)));
    },
  );

  it.each(ENTITIES.map((entity) => [entity.name, entity] as const))(
    '%s has the primary key of its table',
    async (_, entity) => {
      const metadata = test.dataSource.getMetadata(entity);
      const rows = await test.manager.query<{ name: string }[]>(
        `SELECT k.column_name AS name FROM information_schema.table_constraints c
         JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name)
         WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = 'public' AND c.table_name = $1`,
        [metadata.tableName],
      );
      expect(metadata.primaryColumns.map((column) => column.databaseName).sort()).toEqual(
        rows.map((row) => row.name).sort(),
      );
    },
  );

  it('are named by hand, every constraint and index of them', async () => {
    const rows = await test.manager.query<{ name: string }[]>(
      `SELECT conname AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
       UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public'`,
    );
    const names = rows
      .map(({ name }) => name)
      // TypeORM's own table, and what the queue brings.
      .filter((name) => !/^(PK_|bullmq)/i.test(name));
    expect(names.length).toBeGreaterThan(80);
    expect(names.filter((name) => !/^(pk|uq|fk|ck|ix)_[a-z0-9_]+$/.test(name))).toEqual([]);
  });
});
