import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The append-only audit trail, the outbox, and the guard that other append-only tables share. */
export class CreateAudit1650000000001 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
          USING ERRCODE = 'restrict_violation';
      END $$;

      CREATE TABLE audit_entries (
        seq bigint NOT NULL,
        kind text NOT NULL,
        happened_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        actor_id uuid,
        on_behalf_of_id uuid,
        subject_kind text NOT NULL,
        subject_id text NOT NULL,
        plan_id uuid,
        data jsonb NOT NULL DEFAULT '{}',
        origin text NOT NULL DEFAULT 'person',
        previous_hash text NOT NULL,
        hash text NOT NULL,
        CONSTRAINT pk_audit_entries PRIMARY KEY (seq),
        CONSTRAINT uq_audit_entries_hash UNIQUE (hash),
        CONSTRAINT ck_audit_entries_origin CHECK (origin IN ('person', 'seed', 'system'))
      );
      CREATE INDEX ix_audit_entries_subject ON audit_entries (subject_kind, subject_id, seq);
      CREATE INDEX ix_audit_entries_actor ON audit_entries (actor_id, seq);
      CREATE INDEX ix_audit_entries_plan ON audit_entries (plan_id, seq);

      -- A JSON object, not joined strings: two different entries can never read as the same text.
      CREATE FUNCTION audit_entry_hash(entry audit_entries) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT encode(sha256(convert_to(jsonb_build_object(
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
          'origin', entry.origin)::text, 'UTF8')), 'hex')
      $$;

      -- The lock is held until commit, so numbers have no gaps and the chain one order; entries are
      -- therefore written last in their transaction.
      CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        last_seq bigint;
        last_hash text;
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('quarterdeck.audit'));
        SELECT seq, hash INTO last_seq, last_hash FROM audit_entries ORDER BY seq DESC LIMIT 1;
        NEW.seq := coalesce(last_seq, 0) + 1;
        NEW.previous_hash := coalesce(last_hash, repeat('0', 64));
        NEW.recorded_at := clock_timestamp();
        NEW.hash := audit_entry_hash(NEW);
        RETURN NEW;
      END $$;
      CREATE TRIGGER tr_audit_entries_chain BEFORE INSERT ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();
      CREATE TRIGGER tr_audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE outbox_events (
        id bigint GENERATED ALWAYS AS IDENTITY,
        kind text NOT NULL,
        payload jsonb NOT NULL,
        origin text NOT NULL,
        happened_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        dispatched_at timestamptz,
        CONSTRAINT pk_outbox_events PRIMARY KEY (id)
      );
      CREATE INDEX ix_outbox_events_waiting ON outbox_events (id) WHERE dispatched_at IS NULL;

      CREATE TABLE outbox_deliveries (
        event_id bigint NOT NULL,
        listener text NOT NULL,
        done_at timestamptz,
        attempts int NOT NULL DEFAULT 0,
        last_error text,
        next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_outbox_deliveries PRIMARY KEY (event_id, listener),
        CONSTRAINT fk_outbox_deliveries_event FOREIGN KEY (event_id) REFERENCES outbox_events (id)
      );
      CREATE INDEX ix_outbox_deliveries_waiting ON outbox_deliveries (next_attempt_at) WHERE done_at IS NULL;

      -- One row: how far the installation's clock is ahead of (or behind) real time.
      CREATE TABLE clock_settings (
        id int NOT NULL DEFAULT 1,
        offset_ms bigint NOT NULL DEFAULT 0,
        is_demonstration boolean NOT NULL DEFAULT false,
        CONSTRAINT pk_clock_settings PRIMARY KEY (id),
        CONSTRAINT ck_clock_settings_one CHECK (id = 1)
      );
      INSERT INTO clock_settings DEFAULT VALUES;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
