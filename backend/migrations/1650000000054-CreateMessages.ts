import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is said to whom, over which channel, and what became of it. A message is there before anything
 * is sent, once for a person, a channel, a kind and an occasion; a notice is told once on a channel.
 */
export class CreateMessages1650000000054 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE messages (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL,
        channel text NOT NULL,
        kind text NOT NULL,
        occasion text NOT NULL,
        state text NOT NULL DEFAULT 'waiting',
        send_at timestamptz NOT NULL,
        try_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        lease_until timestamptz,
        handed_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        answers_lost integer NOT NULL DEFAULT 0,
        subject text,
        body jsonb,
        failure text,
        is_address_wrong boolean NOT NULL DEFAULT false,
        made_at timestamptz NOT NULL,
        ended_at timestamptz,
        read_at timestamptz,
        CONSTRAINT pk_messages PRIMARY KEY (id),
        CONSTRAINT uq_messages_once UNIQUE (person_id, channel, kind, occasion),
        CONSTRAINT uq_messages_channel UNIQUE (id, channel),
        CONSTRAINT ck_messages_channel CHECK (channel IN ('email', 'in_app')),
        CONSTRAINT ck_messages_kind CHECK (kind IN ('digest', 'event')),
        CONSTRAINT ck_messages_state CHECK (state IN
          ('waiting', 'sending', 'sent', 'held', 'dropped', 'failed', 'unknown')),
        CONSTRAINT ck_messages_lease CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
        CONSTRAINT ck_messages_end CHECK ((state IN ('waiting', 'sending')) = (ended_at IS NULL)),
        CONSTRAINT ck_messages_body CHECK (state IN ('waiting', 'dropped') OR body IS NOT NULL AND subject IS NOT NULL),
        CONSTRAINT ck_messages_failure CHECK (state NOT IN ('failed', 'unknown') OR failure IS NOT NULL),
        CONSTRAINT ck_messages_read CHECK (read_at IS NULL OR channel = 'in_app' AND state = 'sent'),
        CONSTRAINT fk_messages_person FOREIGN KEY (person_id) REFERENCES people (id)
      );
      CREATE INDEX ix_messages_due ON messages (send_at, id) WHERE state = 'waiting';
      CREATE INDEX ix_messages_lease ON messages (lease_until) WHERE state = 'sending';
      CREATE UNIQUE INDEX uq_messages_open_burst ON messages (person_id, channel)
        WHERE kind = 'event' AND state = 'waiting' AND attempts = 0;
      CREATE INDEX ix_messages_made ON messages (made_at, id);
      CREATE INDEX ix_messages_unread ON messages (person_id)
        WHERE channel = 'in_app' AND state = 'sent' AND read_at IS NULL;

      CREATE TABLE message_notices (
        notice_id uuid NOT NULL,
        channel text NOT NULL,
        message_id uuid,
        for_person_id uuid,
        outcome text,
        why text,
        CONSTRAINT pk_message_notices PRIMARY KEY (notice_id, channel),
        CONSTRAINT ck_message_notices_outcome CHECK (outcome IN ('told', 'dropped')),
        CONSTRAINT ck_message_notices_why CHECK ((outcome = 'dropped') = (why IS NOT NULL)),
        CONSTRAINT ck_message_notices_message CHECK (message_id IS NOT NULL OR outcome = 'dropped'),
        CONSTRAINT fk_message_notices_notice FOREIGN KEY (notice_id) REFERENCES notices (id),
        CONSTRAINT fk_message_notices_message FOREIGN KEY (message_id, channel) REFERENCES messages (id, channel),
        CONSTRAINT fk_message_notices_for_person FOREIGN KEY (for_person_id) REFERENCES people (id)
      );
      CREATE INDEX ix_message_notices_message ON message_notices (message_id);

      CREATE TABLE message_attempts (
        id bigint GENERATED ALWAYS AS IDENTITY,
        message_id uuid NOT NULL,
        attempted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        provider text NOT NULL,
        address text NOT NULL,
        outcome text NOT NULL,
        provider_id text,
        words text,
        CONSTRAINT pk_message_attempts PRIMARY KEY (id),
        CONSTRAINT ck_message_attempts_outcome CHECK (outcome IN
          ('accepted', 'refused', 'later', 'unavailable', 'unknown')),
        CONSTRAINT fk_message_attempts_message FOREIGN KEY (message_id) REFERENCES messages (id)
      );
      CREATE INDEX ix_message_attempts_message ON message_attempts (message_id);

      CREATE TABLE mail_pauses (
        only_one boolean NOT NULL DEFAULT true,
        failures integer NOT NULL DEFAULT 0,
        since timestamptz,
        try_at timestamptz,
        words text,
        CONSTRAINT pk_mail_pauses PRIMARY KEY (only_one),
        CONSTRAINT ck_mail_pauses_only_one CHECK (only_one),
        CONSTRAINT ck_mail_pauses_pause CHECK ((failures > 0) = (since IS NOT NULL) AND (failures > 0) = (try_at IS NOT NULL))
      );
      INSERT INTO mail_pauses DEFAULT VALUES;

      CREATE TABLE message_settings (
        person_id uuid NOT NULL,
        digest_at time NOT NULL,
        in_app_only text[] NOT NULL,
        version integer NOT NULL,
        saved_at timestamptz NOT NULL,
        CONSTRAINT pk_message_settings PRIMARY KEY (person_id),
        CONSTRAINT fk_message_settings_person FOREIGN KEY (person_id) REFERENCES people (id)
      );

      CREATE TABLE message_templates (
        id uuid NOT NULL,
        kind text NOT NULL,
        version integer NOT NULL,
        subject text NOT NULL,
        opening text NOT NULL,
        closing text NOT NULL,
        saved_by_id uuid NOT NULL,
        saved_at timestamptz NOT NULL,
        CONSTRAINT pk_message_templates PRIMARY KEY (id),
        CONSTRAINT uq_message_templates_version UNIQUE (kind, version),
        CONSTRAINT ck_message_templates_kind CHECK (kind IN ('digest', 'event')),
        CONSTRAINT ck_message_templates_subject CHECK (subject <> ''),
        CONSTRAINT fk_message_templates_saved_by FOREIGN KEY (saved_by_id) REFERENCES people (id)
      );
      CREATE TRIGGER tr_message_templates_append_only BEFORE UPDATE OR DELETE ON message_templates
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_message_templates_no_truncate BEFORE TRUNCATE ON message_templates
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE FUNCTION guard_message() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        was jsonb := to_jsonb(OLD);
        becomes jsonb;
        texts text[] := ARRAY['subject', 'body'];
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          becomes := to_jsonb(NEW);
          IF (OLD.id, OLD.person_id, OLD.channel, OLD.kind, OLD.occasion, OLD.made_at)
              = (NEW.id, NEW.person_id, NEW.channel, NEW.kind, NEW.occasion, NEW.made_at)
            AND OLD.state NOT IN ('sent', 'dropped') THEN
            RETURN NEW;
          END IF;
          IF was - 'read_at' = becomes - 'read_at' THEN RETURN NEW; END IF;
          IF was - texts = becomes - texts AND (SELECT bool_and(is_redacting('messages.' || t, OLD.id::text,
              text_hash(was ->> t), text_hash(becomes ->> t)))
            FROM unnest(texts) t WHERE was ->> t IS DISTINCT FROM becomes ->> t) THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'what was said to somebody is never changed' USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER tr_messages_guard BEFORE UPDATE OR DELETE ON messages
        FOR EACH ROW EXECUTE FUNCTION guard_message();
      CREATE TRIGGER tr_messages_no_truncate BEFORE TRUNCATE ON messages
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_message_attempts_append_only BEFORE UPDATE OR DELETE ON message_attempts
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_message_attempts_no_truncate BEFORE TRUNCATE ON message_attempts
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
