import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keeps beside which text of the last edition a revision was shown: that edition may be corrected later.
 * What was shown before stands as it was recorded, and counts as a look at the words alone.
 */
export class KeepWhichEditionWasShown1650000000065 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE update_views DROP CONSTRAINT ck_update_views_compared_revision;
      ALTER TABLE update_views ADD CONSTRAINT ck_update_views_compared_revision CHECK (
        CASE compared_with WHEN 'revision' THEN compared_revision_id IS NOT NULL
          WHEN 'last_edition' THEN TRUE ELSE compared_revision_id IS NULL END);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
