import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a round's introduction said before it was changed: until now only that it was, and by whom. */
export class KeepFormerIntroductions1650000000082 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE former_introductions (
        id uuid NOT NULL,
        round_id uuid NOT NULL,
        introduction text NOT NULL,
        introduction_hash text NOT NULL,
        replaced_by_id uuid NOT NULL,
        on_behalf_of_id uuid,
        replaced_at timestamptz NOT NULL,
        redaction_id uuid,
        CONSTRAINT pk_former_introductions PRIMARY KEY (id),
        CONSTRAINT ck_former_introductions_hash CHECK (redaction_id IS NOT NULL OR introduction_hash = text_hash(introduction)),
        CONSTRAINT fk_former_introductions_round FOREIGN KEY (round_id) REFERENCES rounds (id),
        CONSTRAINT fk_former_introductions_replaced_by FOREIGN KEY (replaced_by_id) REFERENCES people (id),
        CONSTRAINT fk_former_introductions_behalf FOREIGN KEY (on_behalf_of_id) REFERENCES people (id),
        CONSTRAINT fk_former_introductions_redaction FOREIGN KEY (redaction_id) REFERENCES redactions (id)
      );
      CREATE INDEX ix_former_introductions_round ON former_introductions (round_id, replaced_at);
      CREATE TRIGGER tr_former_introductions_append_only BEFORE UPDATE OR DELETE ON former_introductions
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_redaction('introduction', 'id');
      CREATE TRIGGER tr_former_introductions_no_truncate BEFORE TRUNCATE ON former_introductions
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
