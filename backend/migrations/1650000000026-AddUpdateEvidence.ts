import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Evidence of updates, and which of it stood when a revision was made. */
export class AddUpdateEvidence1650000000026 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE update_evidence (
        id uuid NOT NULL,
        update_id uuid NOT NULL,
        position int NOT NULL,
        kind text NOT NULL,
        title text NOT NULL,
        href text,
        file_name text,
        -- Null until its bytes have come: no list has it before.
        file_sha256 text,
        marking text NOT NULL,
        is_published boolean NOT NULL,
        added_by_id uuid NOT NULL,
        on_behalf_of_id uuid,
        added_at timestamptz NOT NULL,
        removed_by_id uuid,
        removed_at timestamptz,
        CONSTRAINT pk_update_evidence PRIMARY KEY (id),
        CONSTRAINT ck_update_evidence_kind CHECK (CASE kind
          WHEN 'link' THEN href IS NOT NULL AND file_name IS NULL AND file_sha256 IS NULL
          WHEN 'file' THEN href IS NULL AND file_name IS NOT NULL
          ELSE false END),
        CONSTRAINT ck_update_evidence_marking CHECK (marking IN ('official', 'official_sensitive')),
        CONSTRAINT ck_update_evidence_published CHECK (NOT (is_published AND marking = 'official_sensitive')),
        CONSTRAINT ck_update_evidence_removed CHECK ((removed_at IS NULL) = (removed_by_id IS NULL)),
        CONSTRAINT fk_update_evidence_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_update_evidence_file FOREIGN KEY (file_sha256) REFERENCES uploaded_files (sha256),
        CONSTRAINT fk_update_evidence_added_by FOREIGN KEY (added_by_id) REFERENCES people (id),
        CONSTRAINT fk_update_evidence_on_behalf_of FOREIGN KEY (on_behalf_of_id) REFERENCES people (id),
        CONSTRAINT fk_update_evidence_removed_by FOREIGN KEY (removed_by_id) REFERENCES people (id)
      );
      CREATE INDEX ix_update_evidence_update ON update_evidence (update_id, position);

      CREATE UNIQUE INDEX uq_update_evidence_place ON update_evidence (update_id, position)
        WHERE removed_at IS NULL;

      -- A piece of evidence is added and removed. What it is never changes, but by a redaction.
      CREATE FUNCTION guard_update_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        moving text[] := ARRAY['title', 'href', 'file_name', 'file_sha256', 'removed_by_id', 'removed_at'];
        name text;
      BEGIN
        IF TG_OP = 'DELETE' OR to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving
          OR OLD.file_sha256 IS NOT NULL AND NEW.file_sha256 IS DISTINCT FROM OLD.file_sha256 THEN
          RAISE EXCEPTION 'evidence is never changed: it is added and removed' USING ERRCODE = 'restrict_violation';
        END IF;
        FOREACH name IN ARRAY ARRAY['title', 'href', 'file_name'] LOOP
          CONTINUE WHEN to_jsonb(NEW) ->> name IS NOT DISTINCT FROM to_jsonb(OLD) ->> name;
          -- The name follows the content, once that has come.
          CONTINUE WHEN name = 'file_name' AND OLD.file_sha256 IS NULL;
          IF NOT is_redacting('update_evidence.' || name, OLD.id::text,
            text_hash(to_jsonb(OLD) ->> name), text_hash(to_jsonb(NEW) ->> name)) THEN
            RAISE EXCEPTION 'evidence is never changed: it is added and removed' USING ERRCODE = 'restrict_violation';
          END IF;
        END LOOP;
        RETURN NEW;
      END $$;
      CREATE TRIGGER tr_update_evidence_guard BEFORE UPDATE OR DELETE ON update_evidence
        FOR EACH ROW EXECUTE FUNCTION guard_update_evidence();

      CREATE TABLE revision_evidence (
        revision_id uuid NOT NULL,
        evidence_id uuid NOT NULL,
        CONSTRAINT pk_revision_evidence PRIMARY KEY (revision_id, evidence_id),
        CONSTRAINT fk_revision_evidence_revision FOREIGN KEY (revision_id) REFERENCES update_revisions (id),
        CONSTRAINT fk_revision_evidence_evidence FOREIGN KEY (evidence_id) REFERENCES update_evidence (id)
      );
      CREATE INDEX ix_revision_evidence_evidence ON revision_evidence (evidence_id);
      CREATE TRIGGER tr_revision_evidence_append_only BEFORE UPDATE OR DELETE ON revision_evidence
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_update_evidence_no_truncate BEFORE TRUNCATE ON update_evidence
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_revision_evidence_no_truncate BEFORE TRUNCATE ON revision_evidence
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
