import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * No two chapters of a plan, and no two organisations, whose names differ only by capitals and spaces.
 * Where there are such already, the first keeps the name to itself and the others are marked: nothing
 * is renamed, and nothing stands in the way of the migration.
 */
export class RefuseSameReading1650000000041 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE FUNCTION reads_as(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT btrim(regexp_replace(lower(normalize(words, NFKC)), '\\s+', ' ', 'g'));
      $$;

      ALTER TABLE chapters ADD COLUMN is_title_repeated boolean NOT NULL DEFAULT false;
      UPDATE chapters c SET is_title_repeated = true
      WHERE EXISTS (SELECT 1 FROM chapters f WHERE f.plan_id = c.plan_id
        AND reads_as(f.title) = reads_as(c.title) AND f.position < c.position);
      CREATE UNIQUE INDEX uq_chapters_plan_title_read ON chapters (plan_id, reads_as(title))
        WHERE NOT is_title_repeated;

      ALTER TABLE organisations ADD COLUMN is_name_repeated boolean NOT NULL DEFAULT false;
      UPDATE organisations o SET is_name_repeated = true
      WHERE EXISTS (SELECT 1 FROM organisations f
        WHERE reads_as(f.name) = reads_as(o.name) AND (f.name, f.id) < (o.name, o.id));
      CREATE UNIQUE INDEX uq_organisations_name_read ON organisations (reads_as(name))
        WHERE NOT is_name_repeated;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
