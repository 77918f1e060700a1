import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the server has shown to whom for review: which revision, with which hash, compared with what, and
 * when first. Kept as it happened, so that "changed since you last looked" is never a guess.
 */
export class AddUpdateViews1650000000029 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE update_views (
        person_id uuid NOT NULL,
        update_id uuid NOT NULL,
        revision_id uuid NOT NULL,
        content_hash text NOT NULL,
        compared_with text NOT NULL,
        compared_revision_id uuid,
        shown_at timestamptz NOT NULL,
        CONSTRAINT uq_update_views UNIQUE NULLS NOT DISTINCT
          (person_id, update_id, revision_id, compared_with, compared_revision_id),
        CONSTRAINT ck_update_views_compared_with CHECK
          (compared_with IN ('last_edition', 'revision', 'draft', 'nothing')),
        CONSTRAINT ck_update_views_compared_revision CHECK
          ((compared_with = 'revision') = (compared_revision_id IS NOT NULL)),
        CONSTRAINT fk_update_views_person FOREIGN KEY (person_id) REFERENCES people (id),
        CONSTRAINT fk_update_views_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_update_views_revision FOREIGN KEY (revision_id) REFERENCES update_revisions (id),
        CONSTRAINT fk_update_views_compared FOREIGN KEY (compared_revision_id) REFERENCES update_revisions (id)
      );
      CREATE TRIGGER tr_update_views_append_only BEFORE UPDATE OR DELETE ON update_views
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_update_views_no_truncate BEFORE TRUNCATE ON update_views
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
