import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a message still takes notices is a fact of its own: once it has been taken to be told it
 * takes none, whatever becomes of it. A notice may be passed on to another message, and the first
 * keeps that it was. How often a message was taken tells one sender from the next, and only grows;
 * how often the provider put it off is counted apart.
 */
export class CloseMessages1650000000057 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE messages ADD COLUMN is_open boolean NOT NULL DEFAULT false,
        ADD COLUMN retries integer NOT NULL DEFAULT 0;
      -- One with words was taken before, and what sent it died or found nobody.
      UPDATE messages SET is_open = true WHERE state = 'waiting' AND attempts = 0 AND body IS NULL;
      ALTER TABLE messages ALTER COLUMN is_open SET DEFAULT true,
        ADD CONSTRAINT ck_messages_open CHECK (NOT is_open OR state = 'waiting');
      DROP INDEX uq_messages_open_burst;
      CREATE UNIQUE INDEX uq_messages_open_burst ON messages (person_id, channel) WHERE kind = 'event' AND is_open;

      CREATE OR REPLACE FUNCTION guard_message() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        was jsonb := to_jsonb(OLD);
        becomes jsonb;
        texts text[] := ARRAY['subject', 'body'];
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          becomes := to_jsonb(NEW);
          IF (OLD.id, OLD.person_id, OLD.channel, OLD.kind, OLD.occasion, OLD.made_at)
              = (NEW.id, NEW.person_id, NEW.channel, NEW.kind, NEW.occasion, NEW.made_at)
            AND OLD.state NOT IN ('sent', 'dropped') AND (OLD.is_open OR NOT NEW.is_open) THEN
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

      ALTER TABLE message_notices DROP CONSTRAINT pk_message_notices,
        ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY,
        ADD CONSTRAINT pk_message_notices PRIMARY KEY (id),
        DROP CONSTRAINT ck_message_notices_outcome,
        ADD CONSTRAINT ck_message_notices_outcome CHECK (outcome IN ('told', 'dropped', 'passed_on')),
        DROP CONSTRAINT ck_message_notices_why,
        ADD CONSTRAINT ck_message_notices_why CHECK ((outcome IN ('dropped', 'passed_on')) = (why IS NOT NULL));
      CREATE UNIQUE INDEX uq_message_notices_once ON message_notices (notice_id, channel)
        WHERE outcome IS DISTINCT FROM 'passed_on';
      CREATE INDEX ix_message_notices_notice ON message_notices (notice_id);
      CREATE FUNCTION refuse_late_notice() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM messages WHERE id = NEW.message_id AND NOT is_open) THEN
          RAISE EXCEPTION 'a message that was taken to be told takes no more notices' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER tr_message_notices_in_time BEFORE INSERT OR UPDATE OF message_id, notice_id ON message_notices
        FOR EACH ROW EXECUTE FUNCTION refuse_late_notice();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
