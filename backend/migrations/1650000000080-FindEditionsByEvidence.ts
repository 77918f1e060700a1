import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The public asks of any hash which editions print such a file: found by index, not read in every edition. */
export class FindEditionsByEvidence1650000000080 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE FUNCTION printed_evidence(snapshot text) RETURNS text[]
      LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT ARRAY(SELECT DISTINCT m[1]
          FROM regexp_matches(snapshot, '"file":"([0-9a-f]{64})"', 'g') m)
      $$;
      CREATE INDEX ix_editions_evidence ON editions USING gin (printed_evidence(snapshot));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
