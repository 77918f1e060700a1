import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes that lists over all plans and a clearer's scope need once there are many updates. */
export class AddListIndexes1650000000018 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE INDEX ix_updates_respond_by ON updates (respond_by, id);
      CREATE INDEX ix_updates_organisation ON updates (organisation_id, state);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
