import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Suggested changes: the text that a lead proposes in the place of a submitted revision, kept with the
 * return that carries it, and what its owner's side answered to each of its changes.
 */
export class AddSuggestions1650000000023 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE update_suggestions (
        -- The return that carries it: who, for whom, when, and the message.
        id uuid NOT NULL,
        update_id uuid NOT NULL,
        revision_id uuid NOT NULL,
        content text NOT NULL,
        content_hash text NOT NULL,
        redaction_id uuid,
        CONSTRAINT pk_update_suggestions PRIMARY KEY (id),
        CONSTRAINT uq_update_suggestions_revision UNIQUE (revision_id),
        CONSTRAINT ck_update_suggestions_hash CHECK (redaction_id IS NOT NULL OR content_hash = text_hash(content)),
        CONSTRAINT fk_update_suggestions_decision FOREIGN KEY (id) REFERENCES update_decisions (id),
        CONSTRAINT fk_update_suggestions_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_update_suggestions_revision FOREIGN KEY (revision_id) REFERENCES update_revisions (id),
        CONSTRAINT fk_update_suggestions_redaction FOREIGN KEY (redaction_id) REFERENCES redactions (id)
      );
      CREATE INDEX ix_update_suggestions_update ON update_suggestions (update_id);
      CREATE TRIGGER tr_update_suggestions_append_only BEFORE UPDATE OR DELETE ON update_suggestions
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_redaction('content', 'id');

      -- The last answer to a change counts.
      CREATE TABLE suggestion_answers (
        seq bigint GENERATED ALWAYS AS IDENTITY,
        suggestion_id uuid NOT NULL,
        change_key text NOT NULL,
        answer text NOT NULL,
        answered_by_id uuid NOT NULL,
        on_behalf_of_id uuid,
        answered_at timestamptz NOT NULL,
        CONSTRAINT pk_suggestion_answers PRIMARY KEY (seq),
        CONSTRAINT ck_suggestion_answers_answer CHECK (answer IN ('accepted', 'refused', 'withdrawn')),
        CONSTRAINT fk_suggestion_answers_suggestion FOREIGN KEY (suggestion_id) REFERENCES update_suggestions (id),
        CONSTRAINT fk_suggestion_answers_by FOREIGN KEY (answered_by_id) REFERENCES people (id),
        CONSTRAINT fk_suggestion_answers_behalf FOREIGN KEY (on_behalf_of_id) REFERENCES people (id)
      );
      CREATE INDEX ix_suggestion_answers_change ON suggestion_answers (suggestion_id, change_key, seq);
      CREATE TRIGGER tr_suggestion_answers_append_only BEFORE UPDATE OR DELETE ON suggestion_answers
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
    for (const table of ['update_suggestions', 'suggestion_answers']) {
      await query.query(`
        CREATE TRIGGER tr_${table}_no_truncate BEFORE TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
