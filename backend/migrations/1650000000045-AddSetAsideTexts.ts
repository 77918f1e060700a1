import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts that gave way to another when two people, or two windows, wrote in one draft. */
export class AddSetAsideTexts1650000000045 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE set_aside_texts (
        id uuid NOT NULL,
        update_id uuid NOT NULL,
        content text NOT NULL,
        content_hash text NOT NULL,
        -- Null where only its reader says that somebody wrote it: saves have gone over it since.
        written_by_id uuid,
        set_aside_by_id uuid NOT NULL,
        on_behalf_of_id uuid,
        set_aside_at timestamptz NOT NULL,
        redaction_id uuid,
        CONSTRAINT pk_set_aside_texts PRIMARY KEY (id),
        CONSTRAINT uq_set_aside_texts_content UNIQUE (update_id, content_hash),
        CONSTRAINT ck_set_aside_texts_hash CHECK (redaction_id IS NOT NULL OR content_hash = text_hash(content)),
        CONSTRAINT fk_set_aside_texts_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_set_aside_texts_written_by FOREIGN KEY (written_by_id) REFERENCES people (id),
        CONSTRAINT fk_set_aside_texts_set_aside_by FOREIGN KEY (set_aside_by_id) REFERENCES people (id),
        CONSTRAINT fk_set_aside_texts_behalf FOREIGN KEY (on_behalf_of_id) REFERENCES people (id),
        CONSTRAINT fk_set_aside_texts_redaction FOREIGN KEY (redaction_id) REFERENCES redactions (id)
      );
      CREATE TRIGGER tr_set_aside_texts_append_only BEFORE UPDATE OR DELETE ON set_aside_texts
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_redaction('content', 'id');
      CREATE TRIGGER tr_set_aside_texts_no_truncate BEFORE TRUNCATE ON set_aside_texts
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
