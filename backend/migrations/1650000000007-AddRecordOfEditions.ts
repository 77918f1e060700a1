import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Summaries beside full tables; limbs, other names of bodies, and the impact assessment. */
export class AddRecordOfEditions1650000000007 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      -- A summary tells its story under themes: no table, no wording, nothing to carry over.
      ALTER TABLE rounds ADD COLUMN is_summary boolean NOT NULL DEFAULT false;
      ALTER TABLE editions ADD COLUMN is_summary boolean NOT NULL DEFAULT false;
      -- A quarter may have both; each only once.
      ALTER TABLE rounds DROP CONSTRAINT uq_rounds_plan_period;
      ALTER TABLE rounds ADD CONSTRAINT uq_rounds_plan_period
        UNIQUE (plan_id, period_start, period_end, is_summary);

      CREATE TABLE commitment_limbs (
        commitment_id uuid NOT NULL,
        position int NOT NULL,
        text text NOT NULL,
        CONSTRAINT pk_commitment_limbs PRIMARY KEY (commitment_id, position),
        CONSTRAINT ck_commitment_limbs_position CHECK (position > 0),
        CONSTRAINT ck_commitment_limbs_text CHECK (length(trim(text)) > 0),
        CONSTRAINT fk_commitment_limbs_commitment FOREIGN KEY (commitment_id) REFERENCES commitments (id)
      );

      -- former: its name until then. variant: an edition printed it beside the body's own name.
      CREATE TABLE organisation_names (
        id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        short_name text,
        valid_from date,
        valid_until date,
        CONSTRAINT pk_organisation_names PRIMARY KEY (id),
        CONSTRAINT ck_organisation_names_kind CHECK (kind IN ('former', 'variant')),
        CONSTRAINT ck_organisation_names_name CHECK (length(trim(name)) > 0),
        CONSTRAINT ck_organisation_names_dates CHECK (valid_from <= valid_until),
        CONSTRAINT ck_organisation_names_ended CHECK (kind <> 'former' OR valid_until IS NOT NULL),
        CONSTRAINT uq_organisation_names UNIQUE NULLS NOT DISTINCT (organisation_id, name, valid_from),
        CONSTRAINT fk_organisation_names_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
      );

      CREATE TABLE impact_assessments (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        title text NOT NULL,
        published_on date NOT NULL,
        printing_errors text[] NOT NULL,
        CONSTRAINT pk_impact_assessments PRIMARY KEY (id),
        CONSTRAINT uq_impact_assessments_plan UNIQUE (plan_id),
        CONSTRAINT fk_impact_assessments_plan FOREIGN KEY (plan_id) REFERENCES plans (id)
      );
      -- One action of the assessment's own list. The letter is as printed, the position as counted.
      CREATE TABLE assessment_actions (
        id uuid NOT NULL,
        assessment_id uuid NOT NULL,
        section int NOT NULL,
        section_title text NOT NULL,
        position int NOT NULL,
        letter text NOT NULL,
        note text,
        CONSTRAINT pk_assessment_actions PRIMARY KEY (id),
        CONSTRAINT uq_assessment_actions_place UNIQUE (assessment_id, section, position),
        CONSTRAINT ck_assessment_actions_place CHECK (section > 0 AND position > 0),
        CONSTRAINT ck_assessment_actions_letter CHECK (letter ~ '^[A-Za-z]$'),
        CONSTRAINT fk_assessment_actions_assessment FOREIGN KEY (assessment_id) REFERENCES impact_assessments (id)
      );
      CREATE TABLE assessment_action_commitments (
        action_id uuid NOT NULL,
        commitment_id uuid NOT NULL,
        CONSTRAINT pk_assessment_action_commitments PRIMARY KEY (action_id, commitment_id),
        CONSTRAINT fk_assessment_action_commitments_action FOREIGN KEY (action_id) REFERENCES assessment_actions (id),
        CONSTRAINT fk_assessment_action_commitments_commitment FOREIGN KEY (commitment_id) REFERENCES commitments (id)
      );
      CREATE INDEX ix_assessment_action_commitments_commitment ON assessment_action_commitments (commitment_id);
      -- What the assessment says of one protected characteristic (Equality Act 2010, section 4).
      CREATE TABLE assessment_characteristics (
        assessment_id uuid NOT NULL,
        characteristic text NOT NULL,
        remark text NOT NULL,
        bears_on_all boolean NOT NULL DEFAULT false,
        same_as text,
        CONSTRAINT pk_assessment_characteristics PRIMARY KEY (assessment_id, characteristic),
        CONSTRAINT ck_assessment_characteristics_known CHECK (characteristic IN ('age', 'disability',
          'gender_reassignment', 'marriage_and_civil_partnership', 'pregnancy_and_maternity', 'race',
          'religion_or_belief', 'sex', 'sexual_orientation')),
        CONSTRAINT ck_assessment_characteristics_same CHECK (same_as IS NULL
          OR (same_as <> characteristic AND NOT bears_on_all)),
        CONSTRAINT fk_assessment_characteristics_assessment FOREIGN KEY (assessment_id) REFERENCES impact_assessments (id),
        CONSTRAINT fk_assessment_characteristics_same FOREIGN KEY (assessment_id, same_as)
          REFERENCES assessment_characteristics (assessment_id, characteristic) DEFERRABLE INITIALLY DEFERRED
      );
      -- An action that the assessment names for a characteristic; without one, the letter leads nowhere.
      CREATE TABLE assessment_references (
        assessment_id uuid NOT NULL,
        characteristic text NOT NULL,
        section int NOT NULL,
        position int NOT NULL,
        letter text NOT NULL,
        action_id uuid,
        CONSTRAINT pk_assessment_references PRIMARY KEY (assessment_id, characteristic, section, position),
        CONSTRAINT ck_assessment_references_letter CHECK (letter ~ '^[A-Za-z]$'),
        CONSTRAINT fk_assessment_references_characteristic FOREIGN KEY (assessment_id, characteristic)
          REFERENCES assessment_characteristics (assessment_id, characteristic),
        CONSTRAINT fk_assessment_references_action FOREIGN KEY (action_id) REFERENCES assessment_actions (id)
      );
      CREATE INDEX ix_assessment_references_action ON assessment_references (action_id);

      -- Which characteristics each action bears on: named for it, by reference, or because all do.
      CREATE VIEW assessment_bearings AS
        SELECT r.action_id, c.assessment_id, c.characteristic,
          CASE WHEN c.same_as IS NULL THEN 'named' ELSE 'by_reference' END AS basis, r.letter
        FROM assessment_characteristics c
        JOIN assessment_references r ON r.assessment_id = c.assessment_id
          AND r.characteristic = coalesce(c.same_as, c.characteristic) AND r.action_id IS NOT NULL
        UNION ALL
        SELECT a.id, c.assessment_id, c.characteristic, 'all', NULL
        FROM assessment_characteristics c
        JOIN assessment_actions a ON a.assessment_id = c.assessment_id
        WHERE c.bears_on_all;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
