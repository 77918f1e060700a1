import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Append-only tables whose texts a redaction, and nothing else, may change; and what names a row. */
const GUARDED = [
  { table: 'update_revisions', texts: 'content', key: 'id' },
  { table: 'update_decisions', texts: 'reason', key: 'id' },
  { table: 'signatures', texts: 'statement', key: 'id' },
  { table: 'signature_objections', texts: 'reason', key: 'signature_id,update_id' },
  { table: 'editions', texts: 'snapshot,title,correction_note', key: 'id' },
  { table: 'commitment_changes', texts: 'reason,before,after', key: 'id' },
];

/** Texts that are kept with their hash: the hash stays when the text is redacted. */
const HASHED = [
  { table: 'update_revisions', text: 'content', hash: 'content_hash' },
  { table: 'editions', text: 'snapshot', hash: 'snapshot_hash' },
  { table: 'manifests', text: 'body', hash: 'hash' },
];

/**
 * Redactions: the one way in which a text that is kept for ever can change. Two people agree to it, the
 * text's hash stays, and the database lets through only changes that the confirming transaction names.
 */
export class AddRedactions1650000000014 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE FUNCTION text_hash(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT encode(sha256(convert_to(words, 'UTF8')), 'hex')
      $$;

      CREATE TABLE redactions (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        update_id uuid NOT NULL,
        reason text NOT NULL,
        -- Kept only while a second person decides; then their hash stays, with the id before them.
        words text,
        words_hash text NOT NULL,
        state text NOT NULL DEFAULT 'asked',
        asked_by_id uuid NOT NULL,
        asked_for_id uuid,
        asked_at timestamptz NOT NULL,
        decided_by_id uuid,
        decided_for_id uuid,
        decided_at timestamptz,
        -- The transaction that confirms: texts change in it, or never.
        confirmed_in text,
        CONSTRAINT pk_redactions PRIMARY KEY (id),
        CONSTRAINT ck_redactions_state CHECK (state IN ('asked', 'confirmed', 'refused')),
        CONSTRAINT ck_redactions_reason CHECK (length(trim(reason)) > 0),
        CONSTRAINT ck_redactions_words CHECK ((state = 'asked') = (words IS NOT NULL)),
        CONSTRAINT ck_redactions_decision CHECK ((state = 'asked') = (decided_by_id IS NULL)
          AND (decided_by_id IS NULL) = (decided_at IS NULL) AND (state = 'confirmed') = (confirmed_in IS NOT NULL)),
        CONSTRAINT ck_redactions_second_person CHECK (state <> 'confirmed' OR NOT
          (array_remove(ARRAY[asked_by_id, asked_for_id], NULL) && array_remove(ARRAY[decided_by_id, decided_for_id], NULL))),
        CONSTRAINT fk_redactions_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_redactions_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_redactions_asked_by FOREIGN KEY (asked_by_id) REFERENCES people (id),
        CONSTRAINT fk_redactions_asked_for FOREIGN KEY (asked_for_id) REFERENCES people (id),
        CONSTRAINT fk_redactions_decided_by FOREIGN KEY (decided_by_id) REFERENCES people (id),
        CONSTRAINT fk_redactions_decided_for FOREIGN KEY (decided_for_id) REFERENCES people (id)
      );
      CREATE INDEX ix_redactions_plan ON redactions (plan_id, asked_at);

      -- Each text that a redaction changed: its hash before and after. Place is table.column.
      CREATE TABLE redaction_texts (
        seq bigint GENERATED ALWAYS AS IDENTITY,
        redaction_id uuid NOT NULL,
        place text NOT NULL,
        record_id text NOT NULL,
        before_hash text NOT NULL,
        after_hash text NOT NULL,
        CONSTRAINT pk_redaction_texts PRIMARY KEY (seq),
        CONSTRAINT uq_redaction_texts_record UNIQUE (redaction_id, place, record_id),
        CONSTRAINT fk_redaction_texts_redaction FOREIGN KEY (redaction_id) REFERENCES redactions (id)
      );
      CREATE INDEX ix_redaction_texts_record ON redaction_texts (place, record_id, seq);

      CREATE FUNCTION guard_redaction() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' AND NEW.state = 'asked' THEN RETURN NEW; END IF;
        IF TG_OP = 'UPDATE' AND OLD.state = 'asked' AND NEW.state IN ('confirmed', 'refused')
          AND (NEW.id, NEW.plan_id, NEW.update_id, NEW.reason, NEW.words_hash, NEW.asked_by_id, NEW.asked_for_id, NEW.asked_at)
            IS NOT DISTINCT FROM (OLD.id, OLD.plan_id, OLD.update_id, OLD.reason, OLD.words_hash, OLD.asked_by_id, OLD.asked_for_id, OLD.asked_at) THEN
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
      CREATE TRIGGER tr_redactions_guard BEFORE INSERT OR UPDATE OR DELETE ON redactions
        FOR EACH ROW EXECUTE FUNCTION guard_redaction();

      CREATE FUNCTION guard_redaction_text() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM redactions r WHERE r.id = NEW.redaction_id
          AND r.state = 'confirmed' AND r.confirmed_in = pg_current_xact_id()::text) THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'texts are redacted by the confirmation of a second person alone' USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER tr_redaction_texts_guard BEFORE INSERT OR UPDATE OR DELETE ON redaction_texts
        FOR EACH ROW EXECUTE FUNCTION guard_redaction_text();

      -- Whether this transaction confirmed a redaction that names this record and exactly this change.
      CREATE FUNCTION is_redacting(at_place text, record text, hash_before text, hash_after text)
      RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (SELECT 1 FROM redactions r JOIN redaction_texts t ON t.redaction_id = r.id
          WHERE r.state = 'confirmed' AND r.confirmed_in = pg_current_xact_id()::text
            AND t.place = at_place AND t.record_id = record AND t.before_hash = hash_before AND t.after_hash = hash_after)
      $$;

      -- What the text's hash was before anything was redacted from it: the tombstone.
      CREATE FUNCTION original_hash(at_place text, record text, words text) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT coalesce((SELECT t.before_hash FROM redaction_texts t
          WHERE t.place = at_place AND t.record_id = record ORDER BY t.seq LIMIT 1), text_hash(words))
      $$;

      -- What a text must hash to now whose hash was kept when it was written.
      CREATE FUNCTION present_hash(at_place text, record text, kept text) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT coalesce((SELECT t.after_hash FROM redaction_texts t
          WHERE t.place = at_place AND t.record_id = record ORDER BY t.seq DESC LIMIT 1), kept)
      $$;

      -- Arguments: the columns that hold people's words, and those that name the record.
      CREATE FUNCTION refuse_change_but_redaction() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        texts text[] := string_to_array(TG_ARGV[0], ',');
        was jsonb := to_jsonb(OLD);
        becomes jsonb;
        record text := (SELECT string_agg(was ->> name, ':' ORDER BY place)
          FROM unnest(string_to_array(TG_ARGV[1], ',')) WITH ORDINALITY AS k (name, place));
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          becomes := to_jsonb(NEW);
          IF was - texts - 'redaction_id' = becomes - texts - 'redaction_id' AND
            (SELECT bool_and(is_redacting(TG_TABLE_NAME || '.' || t, record, text_hash(was ->> t), text_hash(becomes ->> t)))
             FROM unnest(texts) t WHERE was ->> t IS DISTINCT FROM becomes ->> t) THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
      END $$;
    `);
    for (const { table, texts, key } of GUARDED) {
      await query.query(`
        DROP TRIGGER tr_${table}_append_only ON ${table};
        CREATE TRIGGER tr_${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION refuse_change_but_redaction('${texts}', '${key}')`);
    }
    for (const { table, text, hash } of HASHED) {
      await query.query(`
        ALTER TABLE ${table}
          ADD COLUMN redaction_id uuid,
          ADD CONSTRAINT fk_${table}_redaction FOREIGN KEY (redaction_id) REFERENCES redactions (id),
          DROP CONSTRAINT ck_${table}_hash,
          ADD CONSTRAINT ck_${table}_hash CHECK (redaction_id IS NOT NULL OR ${hash} = text_hash(${text}))`);
    }
    await guardInTheirOwnWay(query);
    for (const table of ['redactions', 'redaction_texts']) {
      await query.query(`
        CREATE TRIGGER tr_${table}_no_truncate BEFORE TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}

/** Manifests and skipped periods, of which something moves on; and files, which are emptied. */
const guardInTheirOwnWay = (query: QueryRunner): Promise<unknown> =>
  query.query(`
    CREATE OR REPLACE FUNCTION guard_manifest() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR (NEW.id, NEW.round_id, NEW.version, NEW.correction_no, NEW.hash, NEW.sealed_by_id, NEW.sealed_at)
        IS DISTINCT FROM (OLD.id, OLD.round_id, OLD.version, OLD.correction_no, OLD.hash, OLD.sealed_by_id, OLD.sealed_at)
        OR (NEW.body, NEW.redaction_id) IS DISTINCT FROM (OLD.body, OLD.redaction_id)
          AND NOT is_redacting('manifests.body', OLD.id::text, text_hash(OLD.body), text_hash(NEW.body))
        OR OLD.state IN ('voided', 'published') AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'a manifest is never changed: only its state moves on' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;

    CREATE OR REPLACE FUNCTION guard_skipped_period() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE'
        OR (NEW.id, NEW.plan_id, NEW.period_start, NEW.period_end, NEW.skipped_by_id, NEW.skipped_at)
        IS DISTINCT FROM (OLD.id, OLD.plan_id, OLD.period_start, OLD.period_end, OLD.skipped_by_id, OLD.skipped_at)
        OR OLD.undone_at IS NOT NULL AND (NEW.undone_by_id, NEW.undone_at) IS DISTINCT FROM (OLD.undone_by_id, OLD.undone_at)
        OR (NEW.reason <> OLD.reason OR OLD.undone_at IS NOT NULL)
          AND NOT is_redacting('skipped_periods.reason', OLD.id::text, text_hash(OLD.reason), text_hash(NEW.reason)) THEN
        RAISE EXCEPTION 'a skipped period is never changed: it is undone' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;

    -- A file's bytes give way to nothing; its hash and size stay.
    ALTER TABLE stored_files
      ADD COLUMN redaction_id uuid,
      ADD CONSTRAINT fk_stored_files_redaction FOREIGN KEY (redaction_id) REFERENCES redactions (id),
      DROP CONSTRAINT ck_stored_files_sha256,
      DROP CONSTRAINT ck_stored_files_size,
      ADD CONSTRAINT ck_stored_files_sha256 CHECK (CASE WHEN redaction_id IS NULL
        THEN sha256 = encode(sha256(bytes), 'hex') AND size = length(bytes) ELSE length(bytes) = 0 END);
    CREATE FUNCTION guard_stored_file() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND (NEW.sha256, NEW.media_type, NEW.size, NEW.stored_at) = (OLD.sha256, OLD.media_type, OLD.size, OLD.stored_at)
        AND length(NEW.bytes) = 0 AND is_redacting('stored_files.bytes', OLD.sha256, OLD.sha256, text_hash('')) THEN RETURN NEW; END IF;
      RAISE EXCEPTION 'stored_files is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
    END $$;
    DROP TRIGGER tr_stored_files_append_only ON stored_files;
    CREATE TRIGGER tr_stored_files_append_only BEFORE UPDATE OR DELETE ON stored_files
      FOR EACH ROW EXECUTE FUNCTION guard_stored_file();

    -- A file made anew after a redaction stands beside the one that was emptied.
    ALTER TABLE edition_files
      ADD COLUMN redaction_id uuid,
      DROP CONSTRAINT pk_edition_files,
      ADD CONSTRAINT pk_edition_files PRIMARY KEY (edition_id, sha256),
      ADD CONSTRAINT uq_edition_files_form UNIQUE NULLS NOT DISTINCT (edition_id, form, redaction_id),
      ADD CONSTRAINT fk_edition_files_redaction FOREIGN KEY (redaction_id) REFERENCES redactions (id)`);
