import type { DataSource } from 'typeorm';

/**
 * Written whatever a request asks for: who is signed in, who failed to, and how far the passing on of
 * earlier events has come.
 */
const BESIDE_THE_DOMAIN = ['sessions', 'rate_limits', 'outbox_deliveries'];

// When an event is passed on depends on the moment, not on what is asked for.
const rowOf = (table: string): string =>
  table === 'outbox_events' ? "(to_jsonb(t) - 'dispatched_at')::text" : 't::text';

/**
 * A checksum of every table's rows, by table: equal before and after means that nothing was changed.
 * Audit entries of sessions are left out, like the sessions themselves.
 */
export async function checksums(dataSource: DataSource): Promise<Record<string, string>> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const parts = tables
    .map(({ name }) => name)
    .filter((name) => !BESIDE_THE_DOMAIN.includes(name))
    .map(
      (name) =>
        `SELECT '${name}' AS name, count(*) || ' ' || md5(coalesce(string_agg(md5(${rowOf(name)}), '' ORDER BY md5(${rowOf(name)})), '')) AS sum
         FROM "${name}" t ${name === 'audit_entries' ? "WHERE kind NOT LIKE 'session.%'" : ''}`,
    );
  const rows = await dataSource.query<{ name: string; sum: string }[]>(parts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
