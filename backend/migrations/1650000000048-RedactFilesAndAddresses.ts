import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Redactions reach what they did not: an uploaded file, whose bytes leave the store while its hash stays,
 * and acronyms.
 */
export class RedactFilesAndAddresses1650000000048 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE redactions
        ADD COLUMN file_sha256 text,
        ADD CONSTRAINT fk_redactions_file FOREIGN KEY (file_sha256) REFERENCES uploaded_files (sha256),
        DROP CONSTRAINT ck_redactions_words,
        ADD CONSTRAINT ck_redactions_words CHECK ((state = 'asked' AND file_sha256 IS NULL) = (words IS NOT NULL));

      CREATE OR REPLACE FUNCTION guard_redaction() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' AND NEW.state = 'asked' THEN RETURN NEW; END IF;
        IF TG_OP = 'UPDATE' AND OLD.state = 'asked' AND NEW.state IN ('confirmed', 'refused')
          AND (NEW.id, NEW.plan_id, NEW.update_id, NEW.reason, NEW.words_hash, NEW.file_sha256, NEW.asked_by_id, NEW.asked_for_id, NEW.asked_at)
            IS NOT DISTINCT FROM (OLD.id, OLD.plan_id, OLD.update_id, OLD.reason, OLD.words_hash, OLD.file_sha256, OLD.asked_by_id, OLD.asked_for_id, OLD.asked_at) THEN
          NEW.confirmed_in := CASE NEW.state WHEN 'confirmed' THEN pg_current_xact_id()::text END;
          RETURN NEW;
        END IF;
        -- Words that another redaction takes out may stand in the reason of this one.
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
          AND is_redacting('redactions.reason', OLD.id::text, text_hash(OLD.reason), text_hash(NEW.reason)) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a redaction is asked for, then confirmed or refused, once' USING ERRCODE = 'restrict_violation';
      END $$;

      -- What the scanner says moves on; what two people redacted stays so, and only they do it.
      ALTER TABLE uploaded_files
        ADD COLUMN redaction_id uuid,
        ADD CONSTRAINT fk_uploaded_files_redaction FOREIGN KEY (redaction_id) REFERENCES redactions (id),
        DROP CONSTRAINT ck_uploaded_files_scan,
        ADD CONSTRAINT ck_uploaded_files_scan CHECK (CASE WHEN scan_state = 'redacted' THEN redaction_id IS NOT NULL
          ELSE redaction_id IS NULL AND scan_state IN ('waiting', 'clean', 'infected', 'not_scanned')
            AND (scanned_at IS NOT NULL) = (scan_state IN ('clean', 'infected')) END);
      CREATE FUNCTION guard_uploaded_file() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (NEW.sha256, NEW.media_type, NEW.bytes, NEW.stored_at) IS DISTINCT FROM (OLD.sha256, OLD.media_type, OLD.bytes, OLD.stored_at)
          OR OLD.scan_state = 'redacted' OR NEW.scan_state = 'redacted'
            AND NOT is_redacting('uploaded_files.bytes', OLD.sha256, OLD.sha256, text_hash('')) THEN
          RAISE EXCEPTION 'an uploaded file is never changed: it is scanned, or redacted by two people' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER tr_uploaded_files_guard BEFORE UPDATE ON uploaded_files
        FOR EACH ROW EXECUTE FUNCTION guard_uploaded_file();

      CREATE OR REPLACE FUNCTION guard_acronyms() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'ended_at' - 'short' - 'expansion' <> to_jsonb(OLD) - 'ended_at' - 'short' - 'expansion'
          OR OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at
          OR NEW.short <> OLD.short AND NOT is_redacting('acronyms.short', OLD.id::text, text_hash(OLD.short), text_hash(NEW.short))
          OR NEW.expansion <> OLD.expansion
            AND NOT is_redacting('acronyms.expansion', OLD.id::text, text_hash(OLD.expansion), text_hash(NEW.expansion)) THEN
          RAISE EXCEPTION 'an acronym is never changed: it ends' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
