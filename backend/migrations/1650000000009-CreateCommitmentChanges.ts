import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the secretariat changes in the register, from a given round on, and when it took effect. */
export class CreateCommitmentChanges1650000000009 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE commitments
        ADD COLUMN paused_on date,
        ADD COLUMN is_waiting boolean NOT NULL DEFAULT false;

      -- round_id is null for a change that takes effect in the next round to be opened.
      CREATE TABLE commitment_changes (
        id uuid NOT NULL,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        plan_id uuid NOT NULL,
        commitment_id uuid NOT NULL,
        kind text NOT NULL,
        round_id uuid,
        reason text NOT NULL,
        before jsonb NOT NULL,
        after jsonb NOT NULL,
        reverses_id uuid,
        made_by_id uuid NOT NULL,
        on_behalf_of_id uuid,
        made_at timestamptz NOT NULL,
        CONSTRAINT pk_commitment_changes PRIMARY KEY (id),
        CONSTRAINT uq_commitment_changes_seq UNIQUE (seq),
        CONSTRAINT uq_commitment_changes_reverses UNIQUE (reverses_id),
        CONSTRAINT ck_commitment_changes_kind CHECK (kind IN ('add', 'reword', 'move', 'renumber', 'split',
          'merge', 'pause', 'resume', 'close', 'reopen', 'withdraw')),
        CONSTRAINT ck_commitment_changes_reason CHECK (length(trim(reason)) > 0),
        CONSTRAINT ck_commitment_changes_withdraw CHECK (kind <> 'withdraw' OR reverses_id IS NOT NULL),
        CONSTRAINT ck_commitment_changes_reverses CHECK (reverses_id <> id),
        CONSTRAINT fk_commitment_changes_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_commitment_changes_commitment FOREIGN KEY (commitment_id) REFERENCES commitments (id),
        CONSTRAINT fk_commitment_changes_round FOREIGN KEY (round_id) REFERENCES rounds (id),
        CONSTRAINT fk_commitment_changes_reverses FOREIGN KEY (reverses_id) REFERENCES commitment_changes (id),
        CONSTRAINT fk_commitment_changes_made_by FOREIGN KEY (made_by_id) REFERENCES people (id),
        CONSTRAINT fk_commitment_changes_behalf FOREIGN KEY (on_behalf_of_id) REFERENCES people (id)
      );
      CREATE INDEX ix_commitment_changes_commitment ON commitment_changes (commitment_id, seq);
      CREATE INDEX ix_commitment_changes_plan ON commitment_changes (plan_id, seq);

      -- A change without a row here still waits for its round to be opened.
      CREATE TABLE commitment_change_effects (
        change_id uuid NOT NULL,
        round_id uuid NOT NULL,
        happened_at timestamptz NOT NULL,
        CONSTRAINT pk_commitment_change_effects PRIMARY KEY (change_id),
        CONSTRAINT fk_commitment_change_effects_change FOREIGN KEY (change_id) REFERENCES commitment_changes (id),
        CONSTRAINT fk_commitment_change_effects_round FOREIGN KEY (round_id) REFERENCES rounds (id)
      );
      CREATE INDEX ix_commitment_change_effects_round ON commitment_change_effects (round_id);

      CREATE TRIGGER tr_commitment_changes_append_only BEFORE UPDATE OR DELETE ON commitment_changes
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_commitment_changes_no_truncate BEFORE TRUNCATE ON commitment_changes
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_commitment_change_effects_append_only BEFORE UPDATE OR DELETE ON commitment_change_effects
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_commitment_change_effects_no_truncate BEFORE TRUNCATE ON commitment_change_effects
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
