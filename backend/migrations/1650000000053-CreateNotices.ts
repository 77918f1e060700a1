import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is to be told of what, and when a round reminds people of itself. A notice is made once for a
 * rule, a subject, a person and a working day, whatever runs twice or late.
 */
export class CreateNotices1650000000053 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE reminder_schedules (
        id uuid NOT NULL,
        round_id uuid NOT NULL,
        version integer NOT NULL,
        rules jsonb NOT NULL,
        saved_by_id uuid NOT NULL,
        saved_at timestamptz NOT NULL,
        CONSTRAINT pk_reminder_schedules PRIMARY KEY (id),
        CONSTRAINT uq_reminder_schedules_version UNIQUE (round_id, version),
        CONSTRAINT ck_reminder_schedules_rules CHECK (jsonb_typeof(rules) = 'array'),
        CONSTRAINT fk_reminder_schedules_round FOREIGN KEY (round_id) REFERENCES rounds (id),
        CONSTRAINT fk_reminder_schedules_saved_by FOREIGN KEY (saved_by_id) REFERENCES people (id)
      );
      CREATE TRIGGER tr_reminder_schedules_append_only BEFORE UPDATE OR DELETE ON reminder_schedules
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_reminder_schedules_no_truncate BEFORE TRUNCATE ON reminder_schedules
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE reminder_days (
        round_id uuid NOT NULL,
        on_day date NOT NULL,
        noticed_at timestamptz NOT NULL,
        CONSTRAINT pk_reminder_days PRIMARY KEY (round_id, on_day),
        CONSTRAINT fk_reminder_days_round FOREIGN KEY (round_id) REFERENCES rounds (id)
      );

      CREATE TABLE chases (
        id uuid NOT NULL,
        round_id uuid NOT NULL,
        words text NOT NULL,
        made_by_id uuid NOT NULL,
        on_behalf_of_id uuid,
        made_at timestamptz NOT NULL,
        CONSTRAINT pk_chases PRIMARY KEY (id),
        CONSTRAINT ck_chases_words CHECK (words <> ''),
        CONSTRAINT fk_chases_round FOREIGN KEY (round_id) REFERENCES rounds (id),
        CONSTRAINT fk_chases_made_by FOREIGN KEY (made_by_id) REFERENCES people (id),
        CONSTRAINT fk_chases_on_behalf_of FOREIGN KEY (on_behalf_of_id) REFERENCES people (id)
      );
      CREATE TRIGGER tr_chases_append_only BEFORE UPDATE OR DELETE ON chases
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_redaction('words', 'id');
      CREATE TRIGGER tr_chases_no_truncate BEFORE TRUNCATE ON chases
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE notices (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        rule text NOT NULL,
        occasion text NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        plan_id uuid NOT NULL,
        round_id uuid NOT NULL,
        person_id uuid NOT NULL,
        audience text NOT NULL,
        on_day date NOT NULL,
        source_id uuid,
        made_at timestamptz NOT NULL,
        gathered_at timestamptz,
        CONSTRAINT pk_notices PRIMARY KEY (id),
        CONSTRAINT uq_notices_once UNIQUE (subject_id, rule, person_id, on_day, occasion),
        CONSTRAINT ck_notices_rule CHECK (rule IN ('kick_off', 'before_due', 'overdue', 'review_waiting',
          'clearance_waiting', 'return_waiting', 'still_true_waiting', 'before_sign_off', 'sign_off_overdue',
          'returned', 'taken_over', 'signature_asked', 'mentioned', 'edited', 'round_declined',
          'publication_failed', 'chased')),
        CONSTRAINT ck_notices_subject CHECK (subject_kind IN ('update', 'round')),
        CONSTRAINT ck_notices_audience CHECK (audience IN
          ('owner', 'lead', 'clearer', 'signatory', 'secretariat', 'person')),
        CONSTRAINT fk_notices_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_notices_round FOREIGN KEY (round_id) REFERENCES rounds (id),
        CONSTRAINT fk_notices_person FOREIGN KEY (person_id) REFERENCES people (id)
      );
      CREATE INDEX ix_notices_round ON notices (round_id, on_day);
      CREATE INDEX ix_notices_person ON notices (person_id, made_at);
      CREATE INDEX ix_notices_ungathered ON notices (person_id) WHERE gathered_at IS NULL;
      CREATE FUNCTION guard_notice() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.gathered_at IS NULL AND NEW.gathered_at IS NOT NULL
          AND to_jsonb(NEW) - 'gathered_at' = to_jsonb(OLD) - 'gathered_at' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a notice is made, and gathered once' USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER tr_notices_guard BEFORE UPDATE OR DELETE ON notices
        FOR EACH ROW EXECUTE FUNCTION guard_notice();
      CREATE TRIGGER tr_notices_no_truncate BEFORE TRUNCATE ON notices
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
