import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Editions are also kept as Word and CSV. Those published before get the new forms when they are asked for. */
export class AddEditionForms1650000000032 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE edition_files DROP CONSTRAINT ck_edition_files_form,
        ADD CONSTRAINT ck_edition_files_form CHECK
          (form IN ('html', 'pdf', 'docx', 'csv', 'commitments.csv', 'csv-metadata.json', 'json'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
