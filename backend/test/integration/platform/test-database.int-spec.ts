import pg from 'pg';
import { createTestDatabase, prepareTemplate, type TestDatabase } from '../../support/database.js';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the database of a test file', () => {
  let databases: TestDatabase[];

  beforeAll(async () => {
    databases = await Promise.all([1, 2, 3].map(() => createTestDatabase()));
  });

  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  it('is its own: a table made in one is not in the other', async () => {
    const [one, other] = databases;
    await query(one!.url, 'CREATE TABLE only_here (id int)');
    const found = `SELECT to_regclass('only_here') IS NOT NULL AS found`;
    expect(await query(one!.url, found)).toEqual([{ found: true }]);
    expect(await query(other!.url, found)).toEqual([{ found: false }]);
  });

  it('is UTF-8 with the built-in C.UTF-8 locale, and gives the owner no superuser rights', async () => {
    const rows = await query(
      databases[0]!.url,
      `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider,
              datlocale AS locale, usesuper AS super
       FROM pg_database, pg_user WHERE datname = current_database() AND usename = current_user`,
    );
    expect(rows).toEqual([{ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', super: false }]);
  });

  it('can have the extensions that the search uses', async () => {
    await query(databases[2]!.url, 'CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent');
    const rows = await query(databases[2]!.url, `SELECT unaccent('Señor Łódź') AS plain`);
    expect(rows).toEqual([{ plain: 'Senor Lodz' }]);
  });

  it('does not migrate a template that is already there', async () => {
    const migrate = async (): Promise<void> => {
      throw new Error('migrated twice');
    };
    await expect(prepareTemplate(migrate)).resolves.toBeUndefined();
  });
});
