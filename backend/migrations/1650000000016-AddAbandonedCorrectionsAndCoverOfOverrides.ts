import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Corrections can be abandoned; overrides say on whose behalf they were made and confirmed. */
export class AddAbandonedCorrectionsAndCoverOfOverrides1650000000016 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE updates
        DROP CONSTRAINT ck_updates_state,
        ADD CONSTRAINT ck_updates_state CHECK (state IN ('not_started', 'drafting', 'in_clearance', 'submitted',
          'returned', 'approved', 'signed', 'published', 'abandoned')),
        ADD CONSTRAINT ck_updates_abandoned CHECK (state <> 'abandoned'
          OR correction_no > 0 AND omission_id IS NULL AND NOT is_sealed);

      ALTER TABLE update_decisions
        DROP CONSTRAINT ck_update_decisions_kind,
        ADD CONSTRAINT ck_update_decisions_kind CHECK (kind IN ('clear', 'refuse_clearance', 'recall', 'return',
          'approve', 'reopen', 'omit', 'include', 'decline', 'abandon', 'confirm_still_true')),
        DROP CONSTRAINT ck_update_decisions_reason,
        ADD CONSTRAINT ck_update_decisions_reason CHECK (kind NOT IN ('refuse_clearance', 'return', 'reopen', 'omit',
          'decline', 'abandon') OR length(trim(reason)) > 0);

      ALTER TABLE overrides
        ADD COLUMN made_on_behalf_of_id uuid,
        ADD COLUMN confirmed_on_behalf_of_id uuid,
        ADD CONSTRAINT fk_overrides_made_behalf FOREIGN KEY (made_on_behalf_of_id) REFERENCES people (id),
        ADD CONSTRAINT fk_overrides_confirmed_behalf FOREIGN KEY (confirmed_on_behalf_of_id) REFERENCES people (id),
        ADD CONSTRAINT ck_overrides_confirmed_behalf CHECK (confirmed_on_behalf_of_id IS NULL OR confirmed_by_id IS NOT NULL);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
