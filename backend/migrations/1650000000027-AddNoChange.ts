import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a writer began with, and the owner's word that nothing has changed, with its reason. */
export class AddNoChange1650000000027 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE updates ADD COLUMN started_from text,
        ADD CONSTRAINT ck_updates_started_from CHECK (started_from IN ('empty', 'last_edition'));
      ALTER TABLE update_decisions DROP CONSTRAINT ck_update_decisions_kind;
      ALTER TABLE update_decisions
        ADD CONSTRAINT ck_update_decisions_kind CHECK (kind IN ('clear', 'refuse_clearance', 'recall',
          'return', 'approve', 'reopen', 'omit', 'include', 'decline', 'abandon', 'confirm_still_true',
          'declare_no_change')),
        ADD CONSTRAINT ck_update_decisions_no_change CHECK (kind <> 'declare_no_change'
          OR (reason IS NOT NULL AND revision_id IS NOT NULL AND content_hash IS NOT NULL));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
