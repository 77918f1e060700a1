import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The register is also changed by a replacement, and by a place in the impact assessment. */
export class KeepLimbsAndReplacements1650000000062 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE commitment_changes DROP CONSTRAINT ck_commitment_changes_kind;
      ALTER TABLE commitment_changes ADD CONSTRAINT ck_commitment_changes_kind CHECK (kind IN ('add', 'reword',
        'move', 'renumber', 'split', 'merge', 'replace', 'assess', 'pause', 'resume', 'close', 'reopen', 'withdraw'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
