import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Personal links by which somebody without an account reads one revision and comments on it. */
export class CreateExpertLinks1650000000022 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE expert_links (
        id uuid NOT NULL,
        update_id uuid NOT NULL,
        revision_id uuid NOT NULL,
        token_hash text NOT NULL,
        expert_name text NOT NULL,
        expert_address text NOT NULL,
        purpose text NOT NULL,
        made_by_id uuid NOT NULL,
        made_for_id uuid,
        made_at timestamptz NOT NULL,
        -- Real time, whatever the installation's clock says.
        expires_at timestamptz NOT NULL,
        last_viewed_at timestamptz,
        revoked_by_id uuid,
        revoked_at timestamptz,
        CONSTRAINT pk_expert_links PRIMARY KEY (id),
        CONSTRAINT uq_expert_links_token UNIQUE (token_hash),
        CONSTRAINT ck_expert_links_name CHECK (length(trim(expert_name)) > 0),
        CONSTRAINT ck_expert_links_revoked CHECK ((revoked_by_id IS NULL) = (revoked_at IS NULL)),
        CONSTRAINT fk_expert_links_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_expert_links_revision FOREIGN KEY (revision_id) REFERENCES update_revisions (id),
        CONSTRAINT fk_expert_links_made_by FOREIGN KEY (made_by_id) REFERENCES people (id),
        CONSTRAINT fk_expert_links_made_for FOREIGN KEY (made_for_id) REFERENCES people (id),
        CONSTRAINT fk_expert_links_revoked_by FOREIGN KEY (revoked_by_id) REFERENCES people (id)
      );
      CREATE INDEX ix_expert_links_update ON expert_links (update_id);

      -- A link is used and revoked, once; it is never lengthened, turned to another text or deleted.
      CREATE FUNCTION guard_expert_link() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        moves text[] := ARRAY['last_viewed_at', 'revoked_by_id', 'revoked_at'];
        texts text[] := ARRAY['expert_name', 'expert_address', 'purpose'];
        was jsonb := to_jsonb(OLD);
        becomes jsonb;
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          becomes := to_jsonb(NEW);
          IF was - moves - texts = becomes - moves - texts
            AND (OLD.revoked_at IS NULL OR NEW.revoked_at = OLD.revoked_at AND NEW.revoked_by_id = OLD.revoked_by_id)
            AND (SELECT coalesce(bool_and(is_redacting('expert_links.' || t, OLD.id::text, text_hash(was ->> t), text_hash(becomes ->> t))), true)
              FROM unnest(texts) t WHERE was ->> t IS DISTINCT FROM becomes ->> t) THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'a link of an expert is only used and revoked: % refused', TG_OP USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER tr_expert_links_guard BEFORE UPDATE OR DELETE ON expert_links
        FOR EACH ROW EXECUTE FUNCTION guard_expert_link();
      CREATE TRIGGER tr_expert_links_no_truncate BEFORE TRUNCATE ON expert_links
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
