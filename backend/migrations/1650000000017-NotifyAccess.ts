import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Says when what people may do has changed, whoever changed it: processes keep the rights of
 * signed-in people in memory until they hear this. (A session's own use is not news.)
 */
export class NotifyAccess1650000000017 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE FUNCTION notify_access() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('access', '');
        RETURN NULL;
      END $$;
      CREATE TRIGGER tr_people_notify_access AFTER UPDATE OR DELETE ON people
        FOR EACH STATEMENT EXECUTE FUNCTION notify_access();
      CREATE TRIGGER tr_grants_notify_access AFTER INSERT OR UPDATE OR DELETE ON grants
        FOR EACH STATEMENT EXECUTE FUNCTION notify_access();
      CREATE TRIGGER tr_covers_notify_access AFTER INSERT OR UPDATE OR DELETE ON covers
        FOR EACH STATEMENT EXECUTE FUNCTION notify_access();
      CREATE TRIGGER tr_sessions_notify_access AFTER DELETE ON sessions
        FOR EACH STATEMENT EXECUTE FUNCTION notify_access();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
