import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An approval is for a publication date; when publication moves, the text is confirmed as still true
 * for the new one, by its owner or by an override in the owner's stead. Holds that end early.
 */
export class AddStillTrue1650000000011 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE overrides DROP CONSTRAINT ck_overrides_kind;
      ALTER TABLE overrides ADD CONSTRAINT ck_overrides_kind CHECK (kind IN
        ('omission', 'early_publication', 'unsealing', 'finding_dismissal', 'publication_in_hold',
         'earlier_date', 'still_true', 'hold_end'));

      ALTER TABLE update_decisions
        ADD COLUMN publication_on date,
        ADD COLUMN override_id uuid,
        ADD CONSTRAINT fk_update_decisions_override FOREIGN KEY (override_id) REFERENCES overrides (id);
      -- What was approved before dates were kept with approvals counts as approved for the present
      -- one: nobody is asked about moves that were made under the old rules.
      ALTER TABLE update_decisions DISABLE TRIGGER tr_update_decisions_append_only;
      UPDATE update_decisions d SET publication_on = r.publication_on
        FROM updates u JOIN rounds r ON r.id = u.round_id
        WHERE d.kind = 'approve' AND u.id = d.update_id;
      ALTER TABLE update_decisions ENABLE TRIGGER tr_update_decisions_append_only;

      -- Also right where a migration with a later number has run before this one.
      ALTER TABLE update_decisions DROP CONSTRAINT ck_update_decisions_kind;
      ALTER TABLE update_decisions DROP CONSTRAINT ck_update_decisions_exact;
      ALTER TABLE update_decisions
        ADD CONSTRAINT ck_update_decisions_kind CHECK (kind IN ('clear', 'refuse_clearance', 'recall',
          'return', 'approve', 'reopen', 'omit', 'include', 'decline', 'abandon', 'confirm_still_true')),
        ADD CONSTRAINT ck_update_decisions_exact CHECK (kind NOT IN ('approve', 'confirm_still_true')
          OR (revision_id IS NOT NULL AND content_hash IS NOT NULL AND publication_on IS NOT NULL)),
        ADD CONSTRAINT ck_update_decisions_override CHECK
          (override_id IS NULL OR kind = 'confirm_still_true');
      CREATE INDEX ix_update_decisions_still_true ON update_decisions (update_id, revision_id, publication_on)
        WHERE kind IN ('approve', 'confirm_still_true');

      -- DOMAIN rule 4, as the last line of defence: what is confirmed is the approved text, for the
      -- publication date as it stands, and in the owner's stead only under an override of its own.
      CREATE FUNCTION refuse_unfit_confirmation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.kind = 'confirm_still_true' AND NOT EXISTS (
          SELECT 1 FROM updates u
          JOIN rounds r ON r.id = u.round_id
          JOIN update_revisions v ON v.id = u.approved_revision_id
          WHERE u.id = NEW.update_id AND v.id = NEW.revision_id AND v.content_hash = NEW.content_hash
            AND r.publication_on = NEW.publication_on
            AND (NEW.override_id IS NULL OR EXISTS (SELECT 1 FROM overrides o WHERE o.id = NEW.override_id
              AND o.kind = 'still_true' AND o.subject_id = NEW.update_id))
        ) THEN
          RAISE EXCEPTION 'update % has no such approved text for this publication date', NEW.update_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_update_decisions_still_true';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER tr_update_decisions_still_true BEFORE INSERT ON update_decisions
        FOR EACH ROW EXECUTE FUNCTION refuse_unfit_confirmation();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
