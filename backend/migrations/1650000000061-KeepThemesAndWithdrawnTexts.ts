import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A summary's themes stand by themselves, also without a paragraph; and of which texts the words went. */
export class KeepThemesAndWithdrawnTexts1650000000061 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE rounds ADD COLUMN themes text[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT ck_rounds_themes CHECK (is_summary OR themes = '{}');
      UPDATE rounds r SET themes = ARRAY(
        SELECT l.chapter FROM listings l WHERE l.round_id = r.id GROUP BY l.chapter ORDER BY min(l.position))
      WHERE r.summarises_id IS NOT NULL;

      -- Whether a published row's text is withdrawn: every version that printed it is. A correction is
      -- printed from its version on, until the next one of the same row.
      CREATE FUNCTION is_text_withdrawn(printed uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (SELECT 1 FROM updates u JOIN edition_withdrawals w ON w.round_id = u.round_id
            WHERE u.id = printed AND w.state = 'confirmed')
          AND NOT EXISTS (
            SELECT 1 FROM updates u JOIN editions e ON e.round_id = u.round_id
            LEFT JOIN manifests m ON m.id = e.manifest_id
            WHERE u.id = printed AND coalesce(m.correction_no, 0) >= u.correction_no
              AND NOT is_withdrawn(e.round_id, e.version)
              AND NOT EXISTS (SELECT 1 FROM updates n
                WHERE n.corrects_id = coalesce(u.corrects_id, u.id) AND n.state = 'published'
                  AND n.correction_no > u.correction_no AND n.correction_no <= coalesce(m.correction_no, 0)))
      $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
