import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which words a layout put in: how a row was printed, and how it is printed since. */
export class KeepListingChanges1650000000063 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      -- Without a foreign key to the update: a row that nobody wrote in may go, what was so stays.
      CREATE TABLE listing_changes (
        id uuid NOT NULL,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        update_id uuid NOT NULL,
        plan_id uuid NOT NULL,
        -- Null: the layout put the row into the round.
        before jsonb,
        after jsonb NOT NULL,
        made_by_id uuid NOT NULL,
        on_behalf_of_id uuid,
        made_at timestamptz NOT NULL,
        CONSTRAINT pk_listing_changes PRIMARY KEY (id),
        CONSTRAINT uq_listing_changes_seq UNIQUE (seq),
        CONSTRAINT ck_listing_changes_different CHECK (before IS DISTINCT FROM after),
        CONSTRAINT fk_listing_changes_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_listing_changes_made_by FOREIGN KEY (made_by_id) REFERENCES people (id),
        CONSTRAINT fk_listing_changes_behalf FOREIGN KEY (on_behalf_of_id) REFERENCES people (id)
      );
      CREATE INDEX ix_listing_changes_update ON listing_changes (update_id, seq);

      CREATE TRIGGER tr_listing_changes_append_only BEFORE UPDATE OR DELETE ON listing_changes
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_redaction('before,after', 'id');
      CREATE TRIGGER tr_listing_changes_no_truncate BEFORE TRUNCATE ON listing_changes
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
