import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPEND_ONLY = [
  'stored_files',
  'update_revisions',
  'revision_authors',
  'update_decisions',
  'manifests',
  'signatures',
  'signature_objections',
  'editions',
  'edition_files',
];

/** What is append-only cannot be emptied either. */
export class RefuseTruncate1650000000006 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const table of APPEND_ONLY) {
      await query.query(
        `CREATE TRIGGER tr_${table}_no_truncate BEFORE TRUNCATE ON ${table}
           FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
