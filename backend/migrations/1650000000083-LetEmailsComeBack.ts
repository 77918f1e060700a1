import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An email that its provider had accepted can fail after all: GOV.UK Notify tells later that nobody has the address. */
export class LetEmailsComeBack1650000000083 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE OR REPLACE FUNCTION guard_message() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        was jsonb := to_jsonb(OLD);
        becomes jsonb;
        texts text[] := ARRAY['subject', 'body'];
        fate text[] := ARRAY['state', 'ended_at', 'failure', 'is_address_wrong'];
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          becomes := to_jsonb(NEW);
          IF (OLD.id, OLD.person_id, OLD.channel, OLD.kind, OLD.occasion, OLD.made_at)
              = (NEW.id, NEW.person_id, NEW.channel, NEW.kind, NEW.occasion, NEW.made_at)
            AND OLD.state NOT IN ('sent', 'dropped') AND (OLD.is_open OR NOT NEW.is_open) THEN
            RETURN NEW;
          END IF;
          -- Accepted by its provider, and not delivered: what it said stays as it was.
          IF OLD.state = 'sent' AND NEW.state = 'failed' AND OLD.channel = 'email' AND was - fate = becomes - fate THEN
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
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
