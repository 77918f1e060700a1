import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of a summary's paragraphs that were brought in, the rows did not keep that they have no heading of
 * their own: what the newest version of the edition prints says which they are.
 */
export class KeepWhatHasNoHeading1650000000084 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      UPDATE listings l SET is_untitled = true
      FROM (SELECT DISTINCT ON (e.round_id) e.round_id, e.snapshot::jsonb AS printed
          FROM editions e JOIN rounds r ON r.id = e.round_id
          WHERE r.is_historic ORDER BY e.round_id, e.version DESC) newest
        CROSS JOIN LATERAL jsonb_path_query(newest.printed,
          '$.chapters[*].groups[*].rows[*] ? (@.isUntitled == true)') untitled
        JOIN updates u ON u.round_id = newest.round_id
          AND coalesce(u.corrects_id, u.id) = (untitled ->> 'updateId')::uuid
      WHERE l.update_id = u.id AND NOT l.is_untitled`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
