import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That versions of an edition are withdrawn: asked for by one person, confirmed by another. And that a
 * correction is called minor, which is an override that a second person confirms.
 */
export class AddWithdrawals1650000000035 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE edition_withdrawals (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        round_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        from_version int NOT NULL,
        to_version int NOT NULL,
        reason text NOT NULL,
        explanation text NOT NULL,
        state text NOT NULL DEFAULT 'asked',
        asked_by_id uuid NOT NULL,
        asked_for_id uuid,
        asked_at timestamptz NOT NULL,
        decided_by_id uuid,
        decided_for_id uuid,
        decided_at timestamptz,
        CONSTRAINT pk_edition_withdrawals PRIMARY KEY (id),
        CONSTRAINT ck_edition_withdrawals_versions CHECK (1 <= from_version AND from_version <= to_version),
        CONSTRAINT ck_edition_withdrawals_reason CHECK (length(trim(reason)) > 0),
        CONSTRAINT ck_edition_withdrawals_explanation CHECK (length(trim(explanation)) > 0),
        CONSTRAINT ck_edition_withdrawals_state CHECK (state IN ('asked', 'confirmed', 'refused')),
        CONSTRAINT ck_edition_withdrawals_decision CHECK ((state = 'asked') = (decided_by_id IS NULL)
          AND (decided_by_id IS NULL) = (decided_at IS NULL)),
        CONSTRAINT ck_edition_withdrawals_second_person CHECK (state <> 'confirmed' OR NOT
          (array_remove(ARRAY[asked_by_id, asked_for_id], NULL) && array_remove(ARRAY[decided_by_id, decided_for_id], NULL))),
        CONSTRAINT fk_edition_withdrawals_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_edition_withdrawals_round FOREIGN KEY (round_id) REFERENCES rounds (id),
        CONSTRAINT fk_edition_withdrawals_edition FOREIGN KEY (edition_id) REFERENCES editions (id),
        CONSTRAINT fk_edition_withdrawals_asked_by FOREIGN KEY (asked_by_id) REFERENCES people (id),
        CONSTRAINT fk_edition_withdrawals_asked_for FOREIGN KEY (asked_for_id) REFERENCES people (id),
        CONSTRAINT fk_edition_withdrawals_decided_by FOREIGN KEY (decided_by_id) REFERENCES people (id),
        CONSTRAINT fk_edition_withdrawals_decided_for FOREIGN KEY (decided_for_id) REFERENCES people (id)
      );
      CREATE INDEX ix_edition_withdrawals_round ON edition_withdrawals (round_id, decided_at);
      CREATE UNIQUE INDEX uq_edition_withdrawals_asked ON edition_withdrawals (round_id) WHERE state = 'asked';

      CREATE FUNCTION guard_edition_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        was jsonb := to_jsonb(OLD);
        becomes jsonb;
        decision text[] := ARRAY['state', 'decided_by_id', 'decided_for_id', 'decided_at'];
        texts text[] := ARRAY['reason', 'explanation'];
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          becomes := to_jsonb(NEW);
          IF OLD.state = 'asked' AND NEW.state IN ('confirmed', 'refused') AND was - decision = becomes - decision THEN
            RETURN NEW;
          END IF;
          IF was - texts = becomes - texts AND
            (SELECT bool_and(is_redacting('edition_withdrawals.' || t, OLD.id::text, text_hash(was ->> t), text_hash(becomes ->> t)))
             FROM unnest(texts) t WHERE was ->> t IS DISTINCT FROM becomes ->> t) THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'a withdrawal is asked for, then confirmed or refused, once' USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER tr_edition_withdrawals_guard BEFORE UPDATE OR DELETE ON edition_withdrawals
        FOR EACH ROW EXECUTE FUNCTION guard_edition_withdrawal();
      CREATE TRIGGER tr_edition_withdrawals_no_truncate BEFORE TRUNCATE ON edition_withdrawals
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Whether this version is withdrawn. The one place that says so.
      CREATE FUNCTION is_withdrawn(round uuid, version int) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (SELECT 1 FROM edition_withdrawals w WHERE w.round_id = $1 AND w.state = 'confirmed'
          AND $2 BETWEEN w.from_version AND w.to_version)
      $$;
      -- The rounds of which the current version is withdrawn: for lists, which join it once.
      CREATE VIEW withdrawn_rounds AS
        SELECT DISTINCT w.round_id FROM edition_withdrawals w WHERE w.state = 'confirmed'
          AND w.to_version >= (SELECT max(e.version) FROM editions e WHERE e.round_id = w.round_id);

      ALTER TABLE overrides DROP CONSTRAINT ck_overrides_kind;
      ALTER TABLE overrides ADD CONSTRAINT ck_overrides_kind CHECK (kind IN
        ('omission', 'early_publication', 'unsealing', 'finding_dismissal', 'publication_in_hold',
         'earlier_date', 'still_true', 'hold_end', 'minor_correction'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
