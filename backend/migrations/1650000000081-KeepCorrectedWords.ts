import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A correction reaches the edition's own words, too: title, introduction, and titles of chapters or themes. */
export class KeepCorrectedWords1650000000081 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE corrected_words (
        id uuid NOT NULL,
        round_id uuid NOT NULL,
        correction_no int NOT NULL,
        reason text NOT NULL,
        -- Null: stays as it was signed. An introduction without words: none is printed any more.
        title text,
        introduction jsonb,
        chapters jsonb,
        written_by_id uuid NOT NULL,
        on_behalf_of_id uuid,
        written_at timestamptz NOT NULL,
        -- Published, or given up by whoever is named.
        ended_at timestamptz,
        abandoned_by_id uuid,
        abandoned_for_id uuid,
        CONSTRAINT pk_corrected_words PRIMARY KEY (id),
        CONSTRAINT uq_corrected_words_correction UNIQUE (round_id, correction_no),
        CONSTRAINT ck_corrected_words_some CHECK (coalesce(title, introduction::text, chapters::text) IS NOT NULL),
        CONSTRAINT ck_corrected_words_ended CHECK (abandoned_by_id IS NULL OR ended_at IS NOT NULL),
        CONSTRAINT fk_corrected_words_round FOREIGN KEY (round_id) REFERENCES rounds (id),
        CONSTRAINT fk_corrected_words_written_by FOREIGN KEY (written_by_id) REFERENCES people (id),
        CONSTRAINT fk_corrected_words_behalf FOREIGN KEY (on_behalf_of_id) REFERENCES people (id),
        CONSTRAINT fk_corrected_words_abandoned_by FOREIGN KEY (abandoned_by_id) REFERENCES people (id),
        CONSTRAINT fk_corrected_words_abandoned_for FOREIGN KEY (abandoned_for_id) REFERENCES people (id)
      );

      -- Written once and ended once; words go out by redaction alone.
      CREATE TRIGGER tr_corrected_words_append_only BEFORE DELETE ON corrected_words
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_corrected_words_guard BEFORE UPDATE ON corrected_words
        FOR EACH ROW WHEN (
          (NEW.id, NEW.round_id, NEW.correction_no, NEW.reason, NEW.title, NEW.introduction, NEW.chapters,
            NEW.written_by_id, NEW.on_behalf_of_id, NEW.written_at)
          IS DISTINCT FROM (OLD.id, OLD.round_id, OLD.correction_no, OLD.reason, OLD.title, OLD.introduction, OLD.chapters,
            OLD.written_by_id, OLD.on_behalf_of_id, OLD.written_at)
          OR OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.abandoned_by_id, NEW.abandoned_for_id)
            IS DISTINCT FROM (OLD.ended_at, OLD.abandoned_by_id, OLD.abandoned_for_id))
        EXECUTE FUNCTION refuse_change_but_redaction('reason,title,introduction,chapters', 'id');
      CREATE TRIGGER tr_corrected_words_no_truncate BEFORE TRUNCATE ON corrected_words
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
