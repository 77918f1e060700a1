import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A round that is planned already is skipped too: the round stays, and the skip names it. */
export class SkipPlannedRounds1650000000077 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE rounds DROP CONSTRAINT ck_rounds_state;
      ALTER TABLE rounds ADD CONSTRAINT ck_rounds_state
        CHECK (state IN ('planned', 'skipped', 'open', 'sealed', 'signed', 'published', 'closed'));

      ALTER TABLE skipped_periods
        ADD COLUMN round_id uuid,
        ADD CONSTRAINT fk_skipped_periods_round FOREIGN KEY (round_id) REFERENCES rounds (id);

      CREATE OR REPLACE FUNCTION guard_skipped_period() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE'
          OR (NEW.id, NEW.plan_id, NEW.round_id, NEW.period_start, NEW.period_end, NEW.skipped_by_id, NEW.skipped_at)
          IS DISTINCT FROM (OLD.id, OLD.plan_id, OLD.round_id, OLD.period_start, OLD.period_end, OLD.skipped_by_id, OLD.skipped_at)
          OR OLD.undone_at IS NOT NULL AND (NEW.undone_by_id, NEW.undone_at) IS DISTINCT FROM (OLD.undone_by_id, OLD.undone_at)
          OR (NEW.reason <> OLD.reason OR OLD.undone_at IS NOT NULL)
            AND NOT is_redacting('skipped_periods.reason', OLD.id::text, text_hash(OLD.reason), text_hash(NEW.reason)) THEN
          RAISE EXCEPTION 'a skipped period is never changed: it is undone' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
