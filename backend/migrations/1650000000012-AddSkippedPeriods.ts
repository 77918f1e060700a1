import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Periods without a round, and why; plans that change from the version that was seen. */
export class AddSkippedPeriods1650000000012 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE plans ADD COLUMN version int NOT NULL DEFAULT 1;

      CREATE TABLE skipped_periods (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        period_start date NOT NULL,
        period_end date NOT NULL,
        reason text NOT NULL,
        skipped_by_id uuid NOT NULL,
        skipped_at timestamptz NOT NULL,
        undone_by_id uuid,
        undone_at timestamptz,
        CONSTRAINT pk_skipped_periods PRIMARY KEY (id),
        CONSTRAINT ck_skipped_periods_dates CHECK (period_start <= period_end),
        CONSTRAINT ck_skipped_periods_reason CHECK (length(trim(reason)) > 0),
        CONSTRAINT ck_skipped_periods_undone CHECK ((undone_by_id IS NULL) = (undone_at IS NULL)),
        CONSTRAINT fk_skipped_periods_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_skipped_periods_skipped_by FOREIGN KEY (skipped_by_id) REFERENCES people (id),
        CONSTRAINT fk_skipped_periods_undone_by FOREIGN KEY (undone_by_id) REFERENCES people (id)
      );
      CREATE UNIQUE INDEX uq_skipped_periods_plan_period ON skipped_periods (plan_id, period_start, period_end)
        WHERE undone_at IS NULL;

      -- A skip is undone, never changed or deleted.
      CREATE FUNCTION guard_skipped_period() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.undone_at IS NOT NULL
          OR (NEW.id, NEW.plan_id, NEW.period_start, NEW.period_end, NEW.reason, NEW.skipped_by_id, NEW.skipped_at)
          IS DISTINCT FROM (OLD.id, OLD.plan_id, OLD.period_start, OLD.period_end, OLD.reason, OLD.skipped_by_id, OLD.skipped_at) THEN
          RAISE EXCEPTION 'a skipped period is never changed: it is undone' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER tr_skipped_periods_guard BEFORE UPDATE OR DELETE ON skipped_periods
        FOR EACH ROW EXECUTE FUNCTION guard_skipped_period();
      CREATE TRIGGER tr_skipped_periods_no_truncate BEFORE TRUNCATE ON skipped_periods
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
