import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That somebody's work was given to others in one act, and why. */
export class AddReassignments1650000000019 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE reassignments (
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        plan_ids uuid[] NOT NULL,
        reason text NOT NULL,
        lines int NOT NULL,
        is_account_closed boolean NOT NULL,
        effect_hash text NOT NULL,
        made_by_id uuid NOT NULL,
        on_behalf_of_id uuid,
        made_at timestamptz NOT NULL,
        CONSTRAINT pk_reassignments PRIMARY KEY (id),
        CONSTRAINT ck_reassignments_reason CHECK (length(trim(reason)) > 0),
        CONSTRAINT ck_reassignments_lines CHECK (lines >= 0),
        CONSTRAINT fk_reassignments_person FOREIGN KEY (person_id) REFERENCES people (id),
        CONSTRAINT fk_reassignments_made_by FOREIGN KEY (made_by_id) REFERENCES people (id),
        CONSTRAINT fk_reassignments_on_behalf_of FOREIGN KEY (on_behalf_of_id) REFERENCES people (id)
      );
      CREATE INDEX ix_reassignments_person ON reassignments (person_id, made_at);
      CREATE TRIGGER tr_reassignments_append_only BEFORE UPDATE OR DELETE ON reassignments
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_redaction('reason', 'id');
      CREATE TRIGGER tr_reassignments_no_truncate BEFORE TRUNCATE ON reassignments
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
