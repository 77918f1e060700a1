import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cover names what it covers. Those set before covered everything but signing, unless it was named. */
export class NameWhatACoverCovers1650000000031 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE covers ADD COLUMN parts text[];
      UPDATE covers SET parts = ARRAY['drafting', 'review', 'clearance', 'secretariat']
        || CASE WHEN is_signing_included THEN ARRAY['signing'] ELSE ARRAY[]::text[] END;
      ALTER TABLE covers
        ALTER COLUMN parts SET NOT NULL,
        ADD CONSTRAINT ck_covers_parts CHECK (cardinality(parts) > 0
          AND parts <@ ARRAY['drafting', 'review', 'clearance', 'signing', 'secretariat']),
        DROP COLUMN is_signing_included;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
