import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Manifests, signatures, editions and their files. */
export class CreateSignoffAndPublication1650000000005 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      -- body is the canonical JSON exactly as it was hashed.
      CREATE TABLE manifests (
        id uuid NOT NULL,
        round_id uuid NOT NULL,
        version int NOT NULL,
        correction_no int NOT NULL DEFAULT 0,
        body text NOT NULL,
        hash text NOT NULL,
        state text NOT NULL,
        sealed_by_id uuid NOT NULL,
        sealed_at timestamptz NOT NULL,
        voided_at timestamptz,
        void_reason text,
        CONSTRAINT pk_manifests PRIMARY KEY (id),
        CONSTRAINT uq_manifests_round_version UNIQUE (round_id, version),
        CONSTRAINT ck_manifests_hash CHECK (hash = encode(sha256(convert_to(body, 'UTF8')), 'hex')),
        CONSTRAINT ck_manifests_state CHECK (state IN ('sealed', 'signed', 'published', 'voided')),
        CONSTRAINT ck_manifests_void CHECK ((state = 'voided') = (voided_at IS NOT NULL AND void_reason IS NOT NULL)),
        CONSTRAINT fk_manifests_round FOREIGN KEY (round_id) REFERENCES rounds (id),
        CONSTRAINT fk_manifests_sealed_by FOREIGN KEY (sealed_by_id) REFERENCES people (id)
      );
      CREATE UNIQUE INDEX uq_manifests_current ON manifests (round_id) WHERE state IN ('sealed', 'signed');

      CREATE FUNCTION guard_manifest() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR (NEW.id, NEW.round_id, NEW.version, NEW.correction_no, NEW.body, NEW.hash, NEW.sealed_by_id, NEW.sealed_at)
          IS DISTINCT FROM (OLD.id, OLD.round_id, OLD.version, OLD.correction_no, OLD.body, OLD.hash, OLD.sealed_by_id, OLD.sealed_at)
          OR OLD.state IN ('voided', 'published') AND NEW.state <> OLD.state THEN
          RAISE EXCEPTION 'a manifest is never changed: only its state moves on' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER tr_manifests_guard BEFORE UPDATE OR DELETE ON manifests
        FOR EACH ROW EXECUTE FUNCTION guard_manifest();

      CREATE TABLE signatures (
        id uuid NOT NULL,
        manifest_id uuid NOT NULL,
        manifest_hash text NOT NULL,
        decision text NOT NULL,
        statement text NOT NULL,
        signed_by_id uuid NOT NULL,
        on_behalf_of_id uuid,
        signed_by_role text NOT NULL,
        signed_at timestamptz NOT NULL,
        CONSTRAINT pk_signatures PRIMARY KEY (id),
        CONSTRAINT uq_signatures_manifest UNIQUE (manifest_id),
        CONSTRAINT ck_signatures_decision CHECK (decision IN ('sign', 'decline')),
        CONSTRAINT fk_signatures_manifest FOREIGN KEY (manifest_id) REFERENCES manifests (id),
        CONSTRAINT fk_signatures_signed_by FOREIGN KEY (signed_by_id) REFERENCES people (id),
        CONSTRAINT fk_signatures_behalf FOREIGN KEY (on_behalf_of_id) REFERENCES people (id)
      );
      CREATE TABLE signature_objections (
        signature_id uuid NOT NULL,
        update_id uuid NOT NULL,
        reason text NOT NULL,
        CONSTRAINT pk_signature_objections PRIMARY KEY (signature_id, update_id),
        CONSTRAINT ck_signature_objections_reason CHECK (length(trim(reason)) > 0),
        CONSTRAINT fk_signature_objections_signature FOREIGN KEY (signature_id) REFERENCES signatures (id),
        CONSTRAINT fk_signature_objections_update FOREIGN KEY (update_id) REFERENCES updates (id)
      );
      CREATE TRIGGER tr_signatures_append_only BEFORE UPDATE OR DELETE ON signatures
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_signature_objections_append_only BEFORE UPDATE OR DELETE ON signature_objections
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- snapshot is the canonical JSON exactly as it was hashed.
      CREATE TABLE editions (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        round_id uuid NOT NULL,
        slug text NOT NULL,
        version int NOT NULL,
        kind text NOT NULL,
        title text NOT NULL,
        as_at date NOT NULL,
        published_on date NOT NULL,
        published_at timestamptz NOT NULL,
        published_by_id uuid,
        manifest_id uuid,
        correction_note text,
        snapshot text NOT NULL,
        snapshot_hash text NOT NULL,
        CONSTRAINT pk_editions PRIMARY KEY (id),
        CONSTRAINT uq_editions_slug_version UNIQUE (slug, version),
        CONSTRAINT uq_editions_manifest UNIQUE (manifest_id),
        CONSTRAINT ck_editions_kind CHECK (kind IN ('full', 'historic')),
        CONSTRAINT ck_editions_signed CHECK ((kind = 'historic') = (manifest_id IS NULL)),
        CONSTRAINT ck_editions_correction CHECK ((version > 1) = (correction_note IS NOT NULL)),
        CONSTRAINT ck_editions_hash CHECK (snapshot_hash = encode(sha256(convert_to(snapshot, 'UTF8')), 'hex')),
        CONSTRAINT fk_editions_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_editions_round FOREIGN KEY (round_id) REFERENCES rounds (id),
        CONSTRAINT fk_editions_published_by FOREIGN KEY (published_by_id) REFERENCES people (id),
        CONSTRAINT fk_editions_manifest FOREIGN KEY (manifest_id) REFERENCES manifests (id)
      );
      CREATE INDEX ix_editions_plan ON editions (plan_id, as_at);
      CREATE INDEX ix_editions_round ON editions (round_id, version);
      CREATE TRIGGER tr_editions_append_only BEFORE UPDATE OR DELETE ON editions
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE edition_files (
        edition_id uuid NOT NULL,
        form text NOT NULL,
        sha256 text NOT NULL,
        rendered_at timestamptz NOT NULL,
        CONSTRAINT pk_edition_files PRIMARY KEY (edition_id, form),
        CONSTRAINT ck_edition_files_form CHECK (form IN ('html', 'pdf', 'json')),
        CONSTRAINT fk_edition_files_edition FOREIGN KEY (edition_id) REFERENCES editions (id),
        CONSTRAINT fk_edition_files_file FOREIGN KEY (sha256) REFERENCES stored_files (sha256)
      );
      CREATE TRIGGER tr_edition_files_append_only BEFORE UPDATE OR DELETE ON edition_files
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
