import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, organisations, grants, covers, sessions. */
export class CreateIdentity1650000000002 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE organisations (
        id uuid NOT NULL,
        name text NOT NULL,
        short_name text NOT NULL,
        is_clearance_required boolean NOT NULL DEFAULT false,
        CONSTRAINT pk_organisations PRIMARY KEY (id),
        CONSTRAINT uq_organisations_name UNIQUE (name)
      );

      CREATE TABLE people (
        id uuid NOT NULL,
        name text NOT NULL,
        email text NOT NULL,
        organisation_id uuid NOT NULL,
        password_hash text,
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_people PRIMARY KEY (id),
        CONSTRAINT uq_people_email UNIQUE (email),
        CONSTRAINT ck_people_email CHECK (email = lower(email) AND email LIKE '%_@_%'),
        CONSTRAINT fk_people_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
      );
      CREATE INDEX ix_people_organisation ON people (organisation_id);

      CREATE TABLE grants (
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        role text NOT NULL,
        plan_id uuid,
        chapter_id uuid,
        commitment_id uuid,
        organisation_id uuid,
        granted_by_id uuid,
        granted_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CONSTRAINT pk_grants PRIMARY KEY (id),
        CONSTRAINT ck_grants_role CHECK (role IN
          ('administrator', 'auditor', 'secretariat', 'signatory', 'board_member', 'lead', 'clearer')),
        CONSTRAINT ck_grants_scope CHECK (CASE
          WHEN role IN ('administrator', 'auditor')
            THEN num_nonnulls(plan_id, chapter_id, commitment_id, organisation_id) = 0
          WHEN role = 'clearer'
            THEN organisation_id IS NOT NULL AND num_nonnulls(plan_id, chapter_id, commitment_id) = 0
          WHEN role = 'lead'
            THEN plan_id IS NOT NULL AND organisation_id IS NULL AND num_nonnulls(chapter_id, commitment_id) <= 1
          ELSE plan_id IS NOT NULL AND num_nonnulls(chapter_id, commitment_id, organisation_id) = 0 END),
        CONSTRAINT fk_grants_person FOREIGN KEY (person_id) REFERENCES people (id),
        CONSTRAINT fk_grants_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
      );
      CREATE UNIQUE INDEX uq_grants_current ON grants
        (person_id, role, plan_id, chapter_id, commitment_id, organisation_id) NULLS NOT DISTINCT
        WHERE revoked_at IS NULL;

      CREATE TABLE covers (
        id uuid NOT NULL,
        absent_id uuid NOT NULL,
        cover_id uuid NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        is_signing_included boolean NOT NULL DEFAULT false,
        set_by_id uuid NOT NULL,
        set_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT pk_covers PRIMARY KEY (id),
        CONSTRAINT ck_covers_two_people CHECK (absent_id <> cover_id),
        CONSTRAINT ck_covers_dates CHECK (starts_on <= ends_on),
        CONSTRAINT fk_covers_absent FOREIGN KEY (absent_id) REFERENCES people (id),
        CONSTRAINT fk_covers_cover FOREIGN KEY (cover_id) REFERENCES people (id),
        CONSTRAINT fk_covers_set_by FOREIGN KEY (set_by_id) REFERENCES people (id)
      );
      CREATE INDEX ix_covers_cover ON covers (cover_id, ends_on);
      CREATE INDEX ix_covers_absent ON covers (absent_id, ends_on);

      -- Real time throughout: a demonstration's clock must not end anybody's session.
      CREATE TABLE sessions (
        token_hash text NOT NULL,
        person_id uuid NOT NULL,
        csrf_token text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_sessions PRIMARY KEY (token_hash),
        CONSTRAINT fk_sessions_person FOREIGN KEY (person_id) REFERENCES people (id)
      );
      CREATE INDEX ix_sessions_person ON sessions (person_id);

      -- Read and written by the rate limiter alone, in real time.
      CREATE TABLE rate_limits (
        key varchar(255) NOT NULL,
        points integer NOT NULL DEFAULT 0,
        expire bigint,
        CONSTRAINT pk_rate_limits PRIMARY KEY (key)
      );

      CREATE TABLE overrides (
        id uuid NOT NULL,
        kind text NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        plan_id uuid NOT NULL,
        reason text NOT NULL,
        made_by_id uuid NOT NULL,
        made_at timestamptz NOT NULL,
        confirmed_by_id uuid,
        confirmed_at timestamptz,
        ended_at timestamptz,
        CONSTRAINT pk_overrides PRIMARY KEY (id),
        CONSTRAINT ck_overrides_kind CHECK (kind IN
          ('omission', 'early_publication', 'unsealing', 'finding_dismissal', 'publication_in_hold')),
        CONSTRAINT ck_overrides_reason CHECK (length(trim(reason)) > 0),
        CONSTRAINT ck_overrides_second_person CHECK (confirmed_by_id IS DISTINCT FROM made_by_id),
        CONSTRAINT ck_overrides_confirmation CHECK ((confirmed_by_id IS NULL) = (confirmed_at IS NULL)),
        CONSTRAINT fk_overrides_made_by FOREIGN KEY (made_by_id) REFERENCES people (id),
        CONSTRAINT fk_overrides_confirmed_by FOREIGN KEY (confirmed_by_id) REFERENCES people (id)
      );
      CREATE INDEX ix_overrides_subject ON overrides (subject_kind, subject_id);
      CREATE INDEX ix_overrides_open ON overrides (plan_id) WHERE confirmed_at IS NULL AND ended_at IS NULL;

      -- Published files, addressed by their own hash: the same bytes are kept once, and never change.
      CREATE TABLE stored_files (
        sha256 text NOT NULL,
        media_type text NOT NULL,
        size int NOT NULL,
        bytes bytea NOT NULL,
        stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_stored_files PRIMARY KEY (sha256),
        CONSTRAINT ck_stored_files_sha256 CHECK (sha256 = encode(sha256(bytes), 'hex')),
        CONSTRAINT ck_stored_files_size CHECK (size = length(bytes))
      );
      CREATE TRIGGER tr_stored_files_append_only BEFORE UPDATE OR DELETE ON stored_files
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
