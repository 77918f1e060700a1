import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Updates with their listings, drafts, revisions, authors and decisions. */
export class CreateUpdates1650000000004 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE updates (
        id uuid NOT NULL,
        round_id uuid NOT NULL,
        plan_id uuid NOT NULL,
        chapter_id uuid,
        organisation_id uuid,
        owner_id uuid,
        title text NOT NULL,
        respond_by date NOT NULL,
        state text NOT NULL,
        is_clearance_required boolean NOT NULL DEFAULT false,
        claimed_by_id uuid,
        claimed_at timestamptz,
        submitted_at timestamptz,
        latest_revision_id uuid,
        approved_revision_id uuid,
        previous_update_id uuid,
        correction_no int NOT NULL DEFAULT 0,
        corrects_id uuid,
        correction_reason text,
        omission_id uuid,
        is_sealed boolean NOT NULL DEFAULT false,
        version int NOT NULL DEFAULT 1,
        state_changed_at timestamptz NOT NULL,
        CONSTRAINT pk_updates PRIMARY KEY (id),
        CONSTRAINT ck_updates_state CHECK (state IN ('not_started', 'drafting', 'in_clearance', 'submitted',
          'returned', 'approved', 'signed', 'published')),
        CONSTRAINT ck_updates_claim CHECK ((claimed_by_id IS NULL) = (claimed_at IS NULL)
          AND (claimed_by_id IS NULL OR state = 'submitted')),
        CONSTRAINT ck_updates_approved CHECK
          ((approved_revision_id IS NOT NULL) = (state IN ('approved', 'signed', 'published'))
           OR (omission_id IS NOT NULL AND approved_revision_id IS NULL)),
        CONSTRAINT ck_updates_correction CHECK ((correction_no > 0) = (corrects_id IS NOT NULL)
          AND correction_no >= 0),
        CONSTRAINT uq_updates_correction UNIQUE (corrects_id, correction_no),
        CONSTRAINT fk_updates_round FOREIGN KEY (round_id) REFERENCES rounds (id),
        CONSTRAINT fk_updates_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_updates_chapter FOREIGN KEY (chapter_id) REFERENCES chapters (id),
        CONSTRAINT fk_updates_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
        CONSTRAINT fk_updates_owner FOREIGN KEY (owner_id) REFERENCES people (id),
        CONSTRAINT fk_updates_claimed_by FOREIGN KEY (claimed_by_id) REFERENCES people (id),
        CONSTRAINT fk_updates_previous FOREIGN KEY (previous_update_id) REFERENCES updates (id),
        CONSTRAINT fk_updates_corrects FOREIGN KEY (corrects_id) REFERENCES updates (id),
        CONSTRAINT fk_updates_omission FOREIGN KEY (omission_id) REFERENCES overrides (id)
      );
      CREATE INDEX ix_updates_round ON updates (round_id, state);
      CREATE INDEX ix_updates_owner ON updates (owner_id, state);
      CREATE INDEX ix_updates_waiting ON updates (plan_id, submitted_at) WHERE state = 'submitted';
      CREATE INDEX ix_updates_previous ON updates (previous_update_id);

      CREATE TABLE update_commitments (
        update_id uuid NOT NULL,
        commitment_id uuid NOT NULL,
        position int NOT NULL,
        CONSTRAINT pk_update_commitments PRIMARY KEY (update_id, commitment_id),
        CONSTRAINT fk_update_commitments_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_update_commitments_commitment FOREIGN KEY (commitment_id) REFERENCES commitments (id)
      );
      CREATE INDEX ix_update_commitments_commitment ON update_commitments (commitment_id);

      CREATE TABLE update_contributors (
        update_id uuid NOT NULL,
        person_id uuid NOT NULL,
        added_by_id uuid NOT NULL,
        added_at timestamptz NOT NULL,
        CONSTRAINT pk_update_contributors PRIMARY KEY (update_id, person_id),
        CONSTRAINT fk_update_contributors_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_update_contributors_person FOREIGN KEY (person_id) REFERENCES people (id)
      );
      CREATE INDEX ix_update_contributors_person ON update_contributors (person_id);

      CREATE TABLE listings (
        update_id uuid NOT NULL,
        round_id uuid NOT NULL,
        chapter text NOT NULL,
        reference text,
        position int NOT NULL,
        wording text NOT NULL,
        CONSTRAINT pk_listings PRIMARY KEY (update_id),
        CONSTRAINT ck_listings_position CHECK (position > 0),
        CONSTRAINT fk_listings_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_listings_round FOREIGN KEY (round_id) REFERENCES rounds (id)
      );
      CREATE INDEX ix_listings_round ON listings (round_id, position);

      -- The one text that changes in place: what is being written. Never read by review or print.
      CREATE TABLE update_drafts (
        update_id uuid NOT NULL,
        content jsonb NOT NULL,
        version int NOT NULL,
        saved_by_id uuid NOT NULL,
        saved_at timestamptz NOT NULL,
        CONSTRAINT pk_update_drafts PRIMARY KEY (update_id),
        CONSTRAINT fk_update_drafts_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_update_drafts_saved_by FOREIGN KEY (saved_by_id) REFERENCES people (id)
      );
      -- Who changed the draft since the last revision; on whose behalf, when on cover.
      CREATE TABLE update_draft_authors (
        update_id uuid NOT NULL,
        person_id uuid NOT NULL,
        on_behalf_of_id uuid,
        CONSTRAINT uq_update_draft_authors UNIQUE NULLS NOT DISTINCT (update_id, person_id, on_behalf_of_id),
        CONSTRAINT fk_update_draft_authors_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_update_draft_authors_person FOREIGN KEY (person_id) REFERENCES people (id),
        CONSTRAINT fk_update_draft_authors_behalf FOREIGN KEY (on_behalf_of_id) REFERENCES people (id)
      );

      -- content is the canonical JSON exactly as it was hashed.
      CREATE TABLE update_revisions (
        id uuid NOT NULL,
        update_id uuid NOT NULL,
        number int NOT NULL,
        kind text NOT NULL,
        content text NOT NULL,
        content_hash text NOT NULL,
        made_by_id uuid,
        on_behalf_of_id uuid,
        made_at timestamptz NOT NULL,
        CONSTRAINT pk_update_revisions PRIMARY KEY (id),
        CONSTRAINT uq_update_revisions_number UNIQUE (update_id, number),
        CONSTRAINT ck_update_revisions_kind CHECK (kind IN ('submission', 'lead_edit', 'historic')),
        CONSTRAINT ck_update_revisions_hash CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
        CONSTRAINT fk_update_revisions_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_update_revisions_made_by FOREIGN KEY (made_by_id) REFERENCES people (id),
        CONSTRAINT fk_update_revisions_behalf FOREIGN KEY (on_behalf_of_id) REFERENCES people (id)
      );
      CREATE TABLE revision_authors (
        revision_id uuid NOT NULL,
        person_id uuid NOT NULL,
        on_behalf_of_id uuid,
        CONSTRAINT uq_revision_authors UNIQUE NULLS NOT DISTINCT (revision_id, person_id, on_behalf_of_id),
        CONSTRAINT fk_revision_authors_revision FOREIGN KEY (revision_id) REFERENCES update_revisions (id),
        CONSTRAINT fk_revision_authors_person FOREIGN KEY (person_id) REFERENCES people (id),
        CONSTRAINT fk_revision_authors_behalf FOREIGN KEY (on_behalf_of_id) REFERENCES people (id)
      );

      CREATE TABLE update_decisions (
        id uuid NOT NULL,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        update_id uuid NOT NULL,
        revision_id uuid,
        content_hash text,
        kind text NOT NULL,
        reason text,
        decided_by_id uuid NOT NULL,
        on_behalf_of_id uuid,
        decided_at timestamptz NOT NULL,
        CONSTRAINT pk_update_decisions PRIMARY KEY (id),
        CONSTRAINT uq_update_decisions_seq UNIQUE (seq),
        CONSTRAINT ck_update_decisions_kind CHECK (kind IN
          ('clear', 'refuse_clearance', 'recall', 'return', 'approve', 'reopen', 'omit', 'include', 'decline')),
        CONSTRAINT ck_update_decisions_reason CHECK (kind NOT IN ('refuse_clearance', 'return', 'reopen', 'omit', 'decline')
          OR length(trim(reason)) > 0),
        CONSTRAINT ck_update_decisions_exact CHECK (kind <> 'approve' OR (revision_id IS NOT NULL AND content_hash IS NOT NULL)),
        CONSTRAINT fk_update_decisions_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_update_decisions_revision FOREIGN KEY (revision_id) REFERENCES update_revisions (id),
        CONSTRAINT fk_update_decisions_by FOREIGN KEY (decided_by_id) REFERENCES people (id),
        CONSTRAINT fk_update_decisions_behalf FOREIGN KEY (on_behalf_of_id) REFERENCES people (id)
      );
      CREATE INDEX ix_update_decisions_update ON update_decisions (update_id, seq);

      ALTER TABLE updates
        ADD CONSTRAINT fk_updates_latest_revision FOREIGN KEY (latest_revision_id) REFERENCES update_revisions (id),
        ADD CONSTRAINT fk_updates_approved_revision FOREIGN KEY (approved_revision_id) REFERENCES update_revisions (id);

      CREATE TRIGGER tr_update_revisions_append_only BEFORE UPDATE OR DELETE ON update_revisions
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_revision_authors_append_only BEFORE UPDATE OR DELETE ON revision_authors
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_update_decisions_append_only BEFORE UPDATE OR DELETE ON update_decisions
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- DOMAIN rule 1, as the last line of defence: nobody who wrote any of an update's text since it
      -- was last published, nor who submitted it, approves it, for themselves or on cover.
      CREATE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.kind = 'approve' AND EXISTS (
          SELECT 1 FROM update_revisions r
          LEFT JOIN revision_authors a ON a.revision_id = r.id
          WHERE r.update_id = NEW.update_id
            AND (r.made_by_id IN (NEW.decided_by_id, NEW.on_behalf_of_id)
              OR r.on_behalf_of_id IN (NEW.decided_by_id, NEW.on_behalf_of_id)
              OR a.person_id IN (NEW.decided_by_id, NEW.on_behalf_of_id)
              OR a.on_behalf_of_id IN (NEW.decided_by_id, NEW.on_behalf_of_id))
        ) THEN
          RAISE EXCEPTION 'an author or submitter of update % cannot approve it', NEW.update_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_update_decisions_not_own_text';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER tr_update_decisions_not_own_text BEFORE INSERT ON update_decisions
        FOR EACH ROW EXECUTE FUNCTION refuse_own_approval();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
