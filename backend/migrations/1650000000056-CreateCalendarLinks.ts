import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Private links by which people read their dates in a calendar of their own. */
export class CreateCalendarLinks1650000000056 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE calendar_links (
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        token_hash text NOT NULL,
        made_at timestamptz NOT NULL,
        last_read_at timestamptz,
        ended_at timestamptz,
        CONSTRAINT pk_calendar_links PRIMARY KEY (id),
        CONSTRAINT uq_calendar_links_token UNIQUE (token_hash),
        CONSTRAINT fk_calendar_links_person FOREIGN KEY (person_id) REFERENCES people (id)
      );
      CREATE UNIQUE INDEX uq_calendar_links_live ON calendar_links (person_id) WHERE ended_at IS NULL;
      CREATE INDEX ix_calendar_links_person ON calendar_links (person_id);

      -- A link is read and ended, once; it is never opened again, given to another or deleted.
      CREATE FUNCTION guard_calendar_link() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL
          AND to_jsonb(OLD) - 'last_read_at' - 'ended_at' = to_jsonb(NEW) - 'last_read_at' - 'ended_at' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a link to a calendar is only read and ended: % refused', TG_OP USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER tr_calendar_links_guard BEFORE UPDATE OR DELETE ON calendar_links
        FOR EACH ROW EXECUTE FUNCTION guard_calendar_link();
      CREATE TRIGGER tr_calendar_links_no_truncate BEFORE TRUNCATE ON calendar_links
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
