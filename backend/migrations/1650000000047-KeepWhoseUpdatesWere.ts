import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was asked for an update's words, and from when: its owners and contributors, one after the other. */
export class KeepWhoseUpdatesWere1650000000047 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      -- Without a foreign key to the update: a row that nobody wrote in may go, what was so stays.
      CREATE TABLE update_part_history (
        seq bigint GENERATED ALWAYS AS IDENTITY,
        update_id uuid NOT NULL,
        person_id uuid NOT NULL,
        part text NOT NULL,
        since timestamptz NOT NULL,
        CONSTRAINT pk_update_part_history PRIMARY KEY (seq),
        CONSTRAINT ck_update_part_history_part CHECK (part IN ('owner', 'contributor')),
        CONSTRAINT fk_update_part_history_person FOREIGN KEY (person_id) REFERENCES people (id)
      );
      CREATE INDEX ix_update_part_history_update ON update_part_history (update_id, person_id, since, seq);

      -- What was before this migration is not known: what stands now is taken for it.
      INSERT INTO update_part_history (update_id, person_id, part, since)
        SELECT u.id, u.owner_id, 'owner', coalesce(r.opened_at, u.state_changed_at)
        FROM updates u JOIN rounds r ON r.id = u.round_id WHERE u.owner_id IS NOT NULL ORDER BY u.id;
      INSERT INTO update_part_history (update_id, person_id, part, since)
        SELECT update_id, person_id, 'contributor', added_at FROM update_contributors ORDER BY update_id, person_id;

      CREATE FUNCTION keep_owner_history() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO update_part_history (update_id, person_id, part, since) VALUES (NEW.id, NEW.owner_id, 'owner',
          CASE TG_OP WHEN 'INSERT' THEN NEW.state_changed_at ELSE installation_now() END);
        RETURN NULL;
      END $$;
      CREATE TRIGGER tr_updates_owner_history_new AFTER INSERT ON updates
        FOR EACH ROW WHEN (NEW.owner_id IS NOT NULL) EXECUTE FUNCTION keep_owner_history();
      CREATE TRIGGER tr_updates_owner_history AFTER UPDATE OF owner_id ON updates FOR EACH ROW
        WHEN (NEW.owner_id IS NOT NULL AND NEW.owner_id IS DISTINCT FROM OLD.owner_id)
        EXECUTE FUNCTION keep_owner_history();

      CREATE FUNCTION keep_contributor_history() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO update_part_history (update_id, person_id, part, since)
        VALUES (NEW.update_id, NEW.person_id, 'contributor', NEW.added_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER tr_update_contributors_history AFTER INSERT ON update_contributors
        FOR EACH ROW EXECUTE FUNCTION keep_contributor_history();

      -- The part that a person had in an update at an instant, or had last; null when they never had one.
      CREATE FUNCTION update_part_then(its_update uuid, person uuid, at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT h.part FROM update_part_history h WHERE h.update_id = its_update AND h.person_id = person
        ORDER BY (h.since <= at) DESC, CASE WHEN h.since <= at THEN -h.seq ELSE h.seq END LIMIT 1
      $$;

      CREATE TRIGGER tr_update_part_history_append_only BEFORE UPDATE OR DELETE ON update_part_history
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_update_part_history_no_truncate BEFORE TRUNCATE ON update_part_history
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
