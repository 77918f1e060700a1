import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What kind of reason an edition was withdrawn for. Those from before say none, so they are other ones. */
export class AddTypesOfWithdrawals1650000000069 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE edition_withdrawals ADD COLUMN reason_type text NOT NULL DEFAULT 'other',
        ADD CONSTRAINT ck_edition_withdrawals_reason_type CHECK (reason_type IN
          ('published_by_mistake', 'wrong', 'not_public', 'replaced', 'other'));
      ALTER TABLE edition_withdrawals ALTER COLUMN reason_type DROP DEFAULT;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
