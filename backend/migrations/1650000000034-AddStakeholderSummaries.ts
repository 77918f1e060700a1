import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Summaries that are made here: of which round, under which themes, from which approved words. */
export class AddStakeholderSummaries1650000000034 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      -- A summary tells of the period of its round, and of no other while both exist. Historic ones
      -- were brought in without one.
      ALTER TABLE rounds
        ADD COLUMN summarises_id uuid,
        ADD CONSTRAINT uq_rounds_id_period UNIQUE (id, plan_id, period_start, period_end),
        ADD CONSTRAINT fk_rounds_summarises FOREIGN KEY (summarises_id, plan_id, period_start, period_end)
          REFERENCES rounds (id, plan_id, period_start, period_end),
        ADD CONSTRAINT ck_rounds_summarises CHECK (summarises_id IS NULL OR is_summary),
        ADD CONSTRAINT ck_rounds_summary_of CHECK (NOT is_summary OR is_historic OR summarises_id IS NOT NULL);
      CREATE UNIQUE INDEX uq_rounds_summarises ON rounds (summarises_id);

      ALTER TABLE listings ADD COLUMN is_untitled boolean NOT NULL DEFAULT false;

      ALTER TABLE updates DROP CONSTRAINT ck_updates_started_from,
        ADD CONSTRAINT ck_updates_started_from CHECK (started_from IN ('empty', 'last_edition', 'approved_words'));

      -- Whose words a paragraph of a summary began with. Only the note of having read what the source
      -- says now is added later: the last row per source counts.
      CREATE TABLE update_sources (
        id uuid NOT NULL,
        update_id uuid NOT NULL,
        source_id uuid NOT NULL,
        revision_id uuid NOT NULL,
        position int NOT NULL,
        made_by_id uuid NOT NULL,
        made_at timestamptz NOT NULL,
        CONSTRAINT pk_update_sources PRIMARY KEY (id),
        CONSTRAINT ck_update_sources_position CHECK (position > 0),
        CONSTRAINT ck_update_sources_other CHECK (source_id <> update_id),
        CONSTRAINT fk_update_sources_update FOREIGN KEY (update_id) REFERENCES updates (id),
        CONSTRAINT fk_update_sources_source FOREIGN KEY (source_id) REFERENCES updates (id),
        CONSTRAINT fk_update_sources_revision FOREIGN KEY (revision_id) REFERENCES update_revisions (id),
        CONSTRAINT fk_update_sources_made_by FOREIGN KEY (made_by_id) REFERENCES people (id)
      );
      CREATE INDEX ix_update_sources_update ON update_sources (update_id, source_id, made_at);
      CREATE INDEX ix_update_sources_source ON update_sources (source_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
