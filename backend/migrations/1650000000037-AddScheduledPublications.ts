import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a signed manifest is to be published at a set time, by whose decision, and what came of it. */
export class AddScheduledPublications1650000000037 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE scheduled_publications (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        round_id uuid NOT NULL,
        manifest_id uuid NOT NULL,
        publish_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'waiting',
        set_by_id uuid NOT NULL,
        set_for_id uuid,
        set_at timestamptz NOT NULL,
        ended_at timestamptz,
        edition_id uuid,
        failure_code text,
        failure text,
        CONSTRAINT pk_scheduled_publications PRIMARY KEY (id),
        CONSTRAINT ck_scheduled_publications_state CHECK (state IN ('waiting', 'published', 'failed', 'cancelled')),
        CONSTRAINT ck_scheduled_publications_time CHECK (publish_at > set_at),
        CONSTRAINT ck_scheduled_publications_end CHECK ((state = 'waiting') = (ended_at IS NULL)
          AND (state = 'published') = (edition_id IS NOT NULL)
          AND (state = 'failed') = (failure_code IS NOT NULL) AND (state = 'failed') = (failure IS NOT NULL)),
        CONSTRAINT fk_scheduled_publications_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_scheduled_publications_round FOREIGN KEY (round_id) REFERENCES rounds (id),
        CONSTRAINT fk_scheduled_publications_manifest FOREIGN KEY (manifest_id) REFERENCES manifests (id),
        CONSTRAINT fk_scheduled_publications_edition FOREIGN KEY (edition_id) REFERENCES editions (id),
        CONSTRAINT fk_scheduled_publications_set_by FOREIGN KEY (set_by_id) REFERENCES people (id),
        CONSTRAINT fk_scheduled_publications_set_for FOREIGN KEY (set_for_id) REFERENCES people (id)
      );
      CREATE INDEX ix_scheduled_publications_round ON scheduled_publications (round_id, set_at);
      CREATE INDEX ix_scheduled_publications_due ON scheduled_publications (publish_at) WHERE state = 'waiting';
      CREATE UNIQUE INDEX uq_scheduled_publications_waiting ON scheduled_publications (manifest_id)
        WHERE state = 'waiting';

      CREATE FUNCTION guard_scheduled_publication() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        was jsonb := to_jsonb(OLD);
        becomes jsonb;
        outcome text[] := ARRAY['state', 'ended_at', 'edition_id', 'failure_code', 'failure'];
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          becomes := to_jsonb(NEW);
          IF OLD.state = 'waiting' AND NEW.state <> 'waiting' AND was - outcome = becomes - outcome THEN
            RETURN NEW;
          END IF;
          IF was - 'failure' = becomes - 'failure' AND is_redacting('scheduled_publications.failure',
            OLD.id::text, text_hash(OLD.failure), text_hash(NEW.failure)) THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'a set time is never changed: it ends, once' USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER tr_scheduled_publications_guard BEFORE UPDATE OR DELETE ON scheduled_publications
        FOR EACH ROW EXECUTE FUNCTION guard_scheduled_publication();
      CREATE TRIGGER tr_scheduled_publications_no_truncate BEFORE TRUNCATE ON scheduled_publications
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
