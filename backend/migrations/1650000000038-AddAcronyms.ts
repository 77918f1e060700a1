import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The register of acronyms: a short form is added and ends, and is never changed. */
export class AddAcronyms1650000000038 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE acronyms (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        short text NOT NULL,
        expansion text NOT NULL,
        added_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT pk_acronyms PRIMARY KEY (id),
        CONSTRAINT ck_acronyms_short CHECK (short <> '' AND short !~ '\\s'),
        CONSTRAINT ck_acronyms_expansion CHECK (expansion <> ''),
        CONSTRAINT fk_acronyms_plan FOREIGN KEY (plan_id) REFERENCES plans (id)
      );
      CREATE UNIQUE INDEX uq_acronyms_plan_short ON acronyms (plan_id, short) WHERE ended_at IS NULL;

      CREATE FUNCTION guard_acronyms() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL
          OR to_jsonb(NEW) - 'ended_at' <> to_jsonb(OLD) - 'ended_at' THEN
          RAISE EXCEPTION 'an acronym is never changed: it ends' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER tr_acronyms_guard BEFORE UPDATE OR DELETE ON acronyms
        FOR EACH ROW EXECUTE FUNCTION guard_acronyms();
      CREATE TRIGGER tr_acronyms_no_truncate BEFORE TRUNCATE ON acronyms
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
