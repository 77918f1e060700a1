import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A message that was taken takes no more notices to be told; what it tells besides is noted whenever
 * it is composed, also when it is composed anew.
 */
export class NoteWhatMessagesList1650000000064 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE OR REPLACE FUNCTION refuse_late_notice() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.outcome IS DISTINCT FROM 'told'
          AND EXISTS (SELECT 1 FROM messages WHERE id = NEW.message_id AND NOT is_open) THEN
          RAISE EXCEPTION 'a message that was taken to be told takes no more notices' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
