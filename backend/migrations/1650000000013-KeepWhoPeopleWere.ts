import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people and organisations were called, and who belonged where, at any instant; the exact text
 * that each audit entry's hash is of; and where the audit trail ends.
 */
export class KeepWhoPeopleWere1650000000013 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      -- One row for each state of a person. The first holds for all time before it too.
      CREATE TABLE person_history (
        seq bigint GENERATED ALWAYS AS IDENTITY,
        person_id uuid NOT NULL,
        name text NOT NULL,
        organisation_id uuid NOT NULL,
        since timestamptz NOT NULL,
        is_assumed boolean NOT NULL DEFAULT false,
        CONSTRAINT pk_person_history PRIMARY KEY (seq),
        CONSTRAINT fk_person_history_person FOREIGN KEY (person_id) REFERENCES people (id),
        CONSTRAINT fk_person_history_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
      );
      CREATE INDEX ix_person_history_person ON person_history (person_id, since, seq);

      CREATE TABLE organisation_history (
        seq bigint GENERATED ALWAYS AS IDENTITY,
        organisation_id uuid NOT NULL,
        name text NOT NULL,
        short_name text NOT NULL,
        since timestamptz NOT NULL,
        is_assumed boolean NOT NULL DEFAULT false,
        CONSTRAINT pk_organisation_history PRIMARY KEY (seq),
        CONSTRAINT fk_organisation_history_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
      );
      CREATE INDEX ix_organisation_history_organisation ON organisation_history (organisation_id, since, seq);

      -- The installation's own time: real time and the clock's offset.
      CREATE FUNCTION installation_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
        SELECT clock_timestamp() + offset_ms * interval '1 millisecond' FROM clock_settings
      $$;

      -- What was before this migration is not known: what stands now is taken for it, and says so.
      INSERT INTO person_history (person_id, name, organisation_id, since, is_assumed)
        SELECT id, name, organisation_id, created_at, true FROM people;
      INSERT INTO organisation_history (organisation_id, name, short_name, since, is_assumed)
        SELECT id, name, short_name, installation_now(), true FROM organisations;

      CREATE FUNCTION keep_person_history() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO person_history (person_id, name, organisation_id, since)
        VALUES (NEW.id, NEW.name, NEW.organisation_id,
          CASE TG_OP WHEN 'INSERT' THEN NEW.created_at ELSE installation_now() END);
        RETURN NULL;
      END $$;
      CREATE TRIGGER tr_people_history_new AFTER INSERT ON people
        FOR EACH ROW EXECUTE FUNCTION keep_person_history();
      CREATE TRIGGER tr_people_history AFTER UPDATE ON people FOR EACH ROW
        WHEN ((OLD.name, OLD.organisation_id) IS DISTINCT FROM (NEW.name, NEW.organisation_id))
        EXECUTE FUNCTION keep_person_history();

      CREATE FUNCTION keep_organisation_history() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO organisation_history (organisation_id, name, short_name, since)
        VALUES (NEW.id, NEW.name, NEW.short_name, installation_now());
        RETURN NULL;
      END $$;
      CREATE TRIGGER tr_organisations_history_new AFTER INSERT ON organisations
        FOR EACH ROW EXECUTE FUNCTION keep_organisation_history();
      CREATE TRIGGER tr_organisations_history AFTER UPDATE ON organisations FOR EACH ROW
        WHEN ((OLD.name, OLD.short_name) IS DISTINCT FROM (NEW.name, NEW.short_name))
        EXECUTE FUNCTION keep_organisation_history();

      -- A person as they were at an instant: name, organisation's names then, and whether assumed.
      CREATE FUNCTION person_then(person uuid, at timestamptz) RETURNS jsonb LANGUAGE sql STABLE AS $$
        SELECT jsonb_build_object('id', p.person_id, 'name', p.name, 'organisation', o.short_name,
          'organisationName', o.name, 'isAssumed', p.is_assumed OR o.is_assumed)
        FROM (SELECT * FROM person_history h WHERE h.person_id = person
              ORDER BY (h.since <= at) DESC, CASE WHEN h.since <= at THEN -h.seq ELSE h.seq END LIMIT 1) p
        CROSS JOIN LATERAL (SELECT * FROM organisation_history h WHERE h.organisation_id = p.organisation_id
              ORDER BY (h.since <= at) DESC, CASE WHEN h.since <= at THEN -h.seq ELSE h.seq END LIMIT 1) o
      $$;

      -- The exact text that an entry's hash is of: given out with exports, so that anybody can check.
      CREATE FUNCTION audit_entry_text(entry audit_entries) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT jsonb_build_object(
          'seq', entry.seq,
          'previousHash', entry.previous_hash,
          'kind', entry.kind,
          'happenedAt', to_char(entry.happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
          'recordedAt', to_char(entry.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
          'actorId', entry.actor_id,
          'onBehalfOfId', entry.on_behalf_of_id,
          'subjectKind', entry.subject_kind,
          'subjectId', entry.subject_id,
          'planId', entry.plan_id,
          'data', entry.data,
          'origin', entry.origin)::text
      $$;
      CREATE OR REPLACE FUNCTION audit_entry_hash(entry audit_entries) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT encode(sha256(convert_to(audit_entry_text(entry), 'UTF8')), 'hex')
      $$;
      CREATE INDEX ix_audit_entries_on_behalf_of ON audit_entries (on_behalf_of_id, seq)
        WHERE on_behalf_of_id IS NOT NULL;

      -- One row: the trail's last entry. It shows a trail that was cut off at its end.
      CREATE TABLE audit_heads (
        id int NOT NULL DEFAULT 1,
        seq bigint NOT NULL,
        hash text NOT NULL,
        CONSTRAINT pk_audit_heads PRIMARY KEY (id),
        CONSTRAINT ck_audit_heads_one CHECK (id = 1)
      );
      INSERT INTO audit_heads (seq, hash)
        SELECT coalesce(max(seq), 0), coalesce((SELECT hash FROM audit_entries ORDER BY seq DESC LIMIT 1), repeat('0', 64))
        FROM audit_entries;

      -- The head's row is locked until commit, so numbers have no gaps and the chain one order.
      CREATE OR REPLACE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        head audit_heads;
      BEGIN
        SELECT * INTO STRICT head FROM audit_heads FOR UPDATE;
        NEW.seq := head.seq + 1;
        NEW.previous_hash := head.hash;
        NEW.recorded_at := clock_timestamp();
        NEW.hash := audit_entry_hash(NEW);
        UPDATE audit_heads SET seq = NEW.seq, hash = NEW.hash;
        RETURN NEW;
      END $$;

      -- Moved by the chain alone: one trigger inside another.
      CREATE FUNCTION guard_audit_head() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'UPDATE' OR pg_trigger_depth() < 2 OR NEW.seq <> OLD.seq + 1 THEN
          RAISE EXCEPTION 'the head of the audit trail moves only with a new entry' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER tr_audit_heads_guard BEFORE INSERT OR UPDATE OR DELETE ON audit_heads
        FOR EACH ROW EXECUTE FUNCTION guard_audit_head();
    `);
    for (const table of ['person_history', 'organisation_history']) {
      await query.query(`
        CREATE TRIGGER tr_${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    }
    for (const table of ['person_history', 'organisation_history', 'audit_heads']) {
      await query.query(`
        CREATE TRIGGER tr_${table}_no_truncate BEFORE TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
