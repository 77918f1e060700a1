import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Threads of comments on a subject, anchored to words of its text or about all of it. */
export class CreateComments1650000000021 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE comment_threads (
        id uuid NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        -- The text that it is about: a revision, or none, which is the draft after so many revisions.
        revision_id uuid,
        revisions_before int NOT NULL,
        anchor jsonb,
        started_by_id uuid,
        started_at timestamptz NOT NULL,
        resolved_by_id uuid,
        resolved_for_id uuid,
        resolved_at timestamptz,
        CONSTRAINT pk_comment_threads PRIMARY KEY (id),
        CONSTRAINT ck_comment_threads_subject CHECK (subject_kind IN ('update')),
        CONSTRAINT ck_comment_threads_resolved CHECK ((resolved_by_id IS NULL) = (resolved_at IS NULL)
          AND (resolved_for_id IS NULL OR resolved_by_id IS NOT NULL)),
        CONSTRAINT fk_comment_threads_revision FOREIGN KEY (revision_id) REFERENCES update_revisions (id),
        CONSTRAINT fk_comment_threads_started_by FOREIGN KEY (started_by_id) REFERENCES people (id),
        CONSTRAINT fk_comment_threads_resolved_by FOREIGN KEY (resolved_by_id) REFERENCES people (id),
        CONSTRAINT fk_comment_threads_resolved_for FOREIGN KEY (resolved_for_id) REFERENCES people (id)
      );
      CREATE INDEX ix_comment_threads_subject ON comment_threads (subject_kind, subject_id);

      CREATE TABLE comments (
        id uuid NOT NULL,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        thread_id uuid NOT NULL,
        text text NOT NULL,
        made_by_id uuid,
        on_behalf_of_id uuid,
        -- Somebody without an account: as the person who sent them the text named them.
        guest_name text,
        made_at timestamptz NOT NULL,
        CONSTRAINT pk_comments PRIMARY KEY (id),
        CONSTRAINT uq_comments_seq UNIQUE (seq),
        CONSTRAINT ck_comments_text CHECK (length(trim(text)) > 0),
        CONSTRAINT ck_comments_author CHECK ((made_by_id IS NULL) <> (guest_name IS NULL)
          AND (on_behalf_of_id IS NULL OR made_by_id IS NOT NULL)),
        CONSTRAINT fk_comments_thread FOREIGN KEY (thread_id) REFERENCES comment_threads (id),
        CONSTRAINT fk_comments_made_by FOREIGN KEY (made_by_id) REFERENCES people (id),
        CONSTRAINT fk_comments_on_behalf_of FOREIGN KEY (on_behalf_of_id) REFERENCES people (id)
      );
      CREATE INDEX ix_comments_thread ON comments (thread_id, seq);

      CREATE TABLE comment_mentions (
        comment_id uuid NOT NULL,
        person_id uuid NOT NULL,
        CONSTRAINT pk_comment_mentions PRIMARY KEY (comment_id, person_id),
        CONSTRAINT fk_comment_mentions_comment FOREIGN KEY (comment_id) REFERENCES comments (id),
        CONSTRAINT fk_comment_mentions_person FOREIGN KEY (person_id) REFERENCES people (id)
      );
      CREATE INDEX ix_comment_mentions_person ON comment_mentions (person_id);

      -- A thread is resolved and reopened; what it is about stays, but for words that two redact.
      CREATE FUNCTION guard_comment_thread() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        settles text[] := ARRAY['resolved_by_id', 'resolved_for_id', 'resolved_at'];
      BEGIN
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - settles - 'anchor' = to_jsonb(OLD) - settles - 'anchor'
          AND (NEW.anchor IS NOT DISTINCT FROM OLD.anchor
            OR is_redacting('comment_threads.anchor', OLD.id::text, text_hash(OLD.anchor::text), text_hash(NEW.anchor::text))) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a thread of comments is only resolved and reopened: % refused', TG_OP USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER tr_comment_threads_guard BEFORE UPDATE OR DELETE ON comment_threads
        FOR EACH ROW EXECUTE FUNCTION guard_comment_thread();
      CREATE TRIGGER tr_comments_append_only BEFORE UPDATE OR DELETE ON comments
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_redaction('text,guest_name', 'id');
      CREATE TRIGGER tr_comment_mentions_append_only BEFORE UPDATE OR DELETE ON comment_mentions
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
    for (const table of ['comment_threads', 'comments', 'comment_mentions']) {
      await query.query(`
        CREATE TRIGGER tr_${table}_no_truncate BEFORE TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
