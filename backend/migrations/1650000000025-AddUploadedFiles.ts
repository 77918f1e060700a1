import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that people upload: what is known of each. Their bytes are in the file store, by hash. */
export class AddUploadedFiles1650000000025 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE uploaded_files (
        sha256 text NOT NULL,
        media_type text NOT NULL,
        bytes int NOT NULL,
        stored_at timestamptz NOT NULL,
        scan_state text NOT NULL,
        scanned_at timestamptz,
        CONSTRAINT pk_uploaded_files PRIMARY KEY (sha256),
        CONSTRAINT ck_uploaded_files_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        CONSTRAINT ck_uploaded_files_bytes CHECK (bytes BETWEEN 1 AND 20000000),
        CONSTRAINT ck_uploaded_files_scan CHECK (scan_state IN ('waiting', 'clean', 'infected', 'not_scanned')
          AND (scanned_at IS NOT NULL) = (scan_state IN ('clean', 'infected')))
      );
      CREATE INDEX ix_uploaded_files_unscanned ON uploaded_files (stored_at)
        WHERE scan_state IN ('waiting', 'not_scanned');
      CREATE TRIGGER tr_uploaded_files_kept BEFORE DELETE ON uploaded_files
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tr_uploaded_files_no_truncate BEFORE TRUNCATE ON uploaded_files
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
