import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Nobody looks an entry up by its hash, and the chain makes every hash another one: each is made over
 * its entry's number too. The index cost most of what an entry takes to write, in the one place where
 * all acts wait for each other: a hash falls anywhere in it, so that on a long trail every entry
 * touched a page that no other had.
 */
export class DropIndexOfAuditHashes1650000000044 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE audit_entries DROP CONSTRAINT uq_audit_entries_hash');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
