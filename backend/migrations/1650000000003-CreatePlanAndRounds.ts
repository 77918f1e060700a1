import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans with their register of commitments; rounds and holds. */
export class CreatePlanAndRounds1650000000003 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE plans (
        id uuid NOT NULL,
        slug text NOT NULL,
        title text NOT NULL,
        publisher_id uuid NOT NULL,
        published_on date,
        CONSTRAINT pk_plans PRIMARY KEY (id),
        CONSTRAINT uq_plans_slug UNIQUE (slug),
        CONSTRAINT fk_plans_publisher FOREIGN KEY (publisher_id) REFERENCES organisations (id)
      );

      CREATE TABLE chapters (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        position int NOT NULL,
        title text NOT NULL,
        CONSTRAINT pk_chapters PRIMARY KEY (id),
        CONSTRAINT uq_chapters_plan_position UNIQUE (plan_id, position) DEFERRABLE INITIALLY IMMEDIATE,
        CONSTRAINT uq_chapters_plan_title UNIQUE (plan_id, title),
        CONSTRAINT fk_chapters_plan FOREIGN KEY (plan_id) REFERENCES plans (id)
      );

      CREATE TABLE commitments (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        chapter_id uuid NOT NULL,
        slug text NOT NULL,
        position int NOT NULL,
        title text NOT NULL,
        summary text NOT NULL,
        published_wording text,
        lead_organisation_id uuid NOT NULL,
        asker_id uuid,
        funder_id uuid,
        owner_id uuid,
        closed_on date,
        version int NOT NULL DEFAULT 1,
        CONSTRAINT pk_commitments PRIMARY KEY (id),
        CONSTRAINT uq_commitments_plan_slug UNIQUE (plan_id, slug),
        CONSTRAINT fk_commitments_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_commitments_chapter FOREIGN KEY (chapter_id) REFERENCES chapters (id),
        CONSTRAINT fk_commitments_lead_organisation FOREIGN KEY (lead_organisation_id) REFERENCES organisations (id),
        CONSTRAINT fk_commitments_asker FOREIGN KEY (asker_id) REFERENCES organisations (id),
        CONSTRAINT fk_commitments_funder FOREIGN KEY (funder_id) REFERENCES organisations (id),
        CONSTRAINT fk_commitments_owner FOREIGN KEY (owner_id) REFERENCES people (id)
      );
      CREATE INDEX ix_commitments_plan_position ON commitments (plan_id, chapter_id, position);
      CREATE INDEX ix_commitments_owner ON commitments (owner_id);

      CREATE TABLE commitment_lineage (
        from_id uuid NOT NULL,
        to_id uuid NOT NULL,
        kind text NOT NULL,
        reason text,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT pk_commitment_lineage PRIMARY KEY (from_id, to_id, kind),
        CONSTRAINT ck_commitment_lineage_kind CHECK (kind IN ('split_into', 'merged_into', 'replaced_by')),
        CONSTRAINT ck_commitment_lineage_two CHECK (from_id <> to_id),
        CONSTRAINT fk_commitment_lineage_from FOREIGN KEY (from_id) REFERENCES commitments (id),
        CONSTRAINT fk_commitment_lineage_to FOREIGN KEY (to_id) REFERENCES commitments (id)
      );
      CREATE INDEX ix_commitment_lineage_to ON commitment_lineage (to_id);

      ALTER TABLE grants
        ADD CONSTRAINT fk_grants_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        ADD CONSTRAINT fk_grants_chapter FOREIGN KEY (chapter_id) REFERENCES chapters (id),
        ADD CONSTRAINT fk_grants_commitment FOREIGN KEY (commitment_id) REFERENCES commitments (id);
      ALTER TABLE overrides
        ADD CONSTRAINT fk_overrides_plan FOREIGN KEY (plan_id) REFERENCES plans (id);

      CREATE TABLE rounds (
        id uuid NOT NULL,
        plan_id uuid NOT NULL,
        title text NOT NULL,
        slug text NOT NULL,
        period_label text NOT NULL,
        period_start date NOT NULL,
        period_end date NOT NULL,
        as_at date NOT NULL,
        opens_on date NOT NULL,
        drafts_due_on date NOT NULL,
        review_due_on date NOT NULL,
        sign_off_due_on date NOT NULL,
        publication_on date NOT NULL,
        state text NOT NULL,
        is_historic boolean NOT NULL DEFAULT false,
        introduction jsonb,
        previous_round_id uuid,
        version int NOT NULL DEFAULT 1,
        opened_at timestamptz,
        CONSTRAINT pk_rounds PRIMARY KEY (id),
        CONSTRAINT uq_rounds_slug UNIQUE (slug),
        CONSTRAINT uq_rounds_plan_period UNIQUE (plan_id, period_start, period_end),
        CONSTRAINT ck_rounds_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        CONSTRAINT ck_rounds_state CHECK (state IN ('planned', 'open', 'sealed', 'signed', 'published', 'closed')),
        CONSTRAINT ck_rounds_period CHECK (period_start <= period_end),
        CONSTRAINT ck_rounds_dates CHECK (opens_on <= drafts_due_on AND drafts_due_on <= review_due_on
          AND review_due_on <= sign_off_due_on AND sign_off_due_on <= publication_on),
        CONSTRAINT fk_rounds_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_rounds_previous FOREIGN KEY (previous_round_id) REFERENCES rounds (id)
      );
      CREATE INDEX ix_rounds_plan ON rounds (plan_id, period_end);

      CREATE TABLE holds (
        id uuid NOT NULL,
        plan_id uuid,
        name text NOT NULL,
        reason text NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        set_by_id uuid,
        set_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT pk_holds PRIMARY KEY (id),
        CONSTRAINT ck_holds_dates CHECK (starts_on <= ends_on),
        CONSTRAINT fk_holds_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT fk_holds_set_by FOREIGN KEY (set_by_id) REFERENCES people (id)
      );
      CREATE INDEX ix_holds_dates ON holds (starts_on, ends_on);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
