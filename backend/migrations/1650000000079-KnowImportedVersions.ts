import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An edition from another installation can have several versions here, without manifests: its
 * corrections are numbered by the version that brought them. Nothing that is there changes.
 */
export class KnowImportedVersions1650000000079 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE OR REPLACE FUNCTION is_text_withdrawn(printed uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (SELECT 1 FROM updates u JOIN edition_withdrawals w ON w.round_id = u.round_id
            WHERE u.id = printed AND w.state = 'confirmed')
          AND NOT EXISTS (
            SELECT 1 FROM updates u JOIN editions e ON e.round_id = u.round_id
            LEFT JOIN manifests m ON m.id = e.manifest_id
            WHERE u.id = printed AND coalesce(m.correction_no, e.version - 1) >= u.correction_no
              AND NOT is_withdrawn(e.round_id, e.version)
              AND NOT EXISTS (SELECT 1 FROM updates n
                WHERE n.corrects_id = coalesce(u.corrects_id, u.id) AND n.state = 'published'
                  AND n.correction_no > u.correction_no
                  AND n.correction_no <= coalesce(m.correction_no, e.version - 1)))
      $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
