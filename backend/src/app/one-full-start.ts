import pg from 'pg';

/** Held on a server's database by a process that does everything; roles of their own do not ask for it. */
const FULL_START_LOCK = "hashtext('quarterdeck full start')";

/**
 * Two processes that each do everything on one database are mostly a mistake: one that was thought to be
 * stopped, or a copied DATABASE_URL. Nothing breaks by it, so it is said and not refused: while a new
 * version is rolled out both run for a moment.
 * @returns how to let it go
 */
export async function noteFullStart(
  url: string,
  warn: (words: string) => void,
): Promise<() => Promise<void>> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `quarterdeck all pid=${process.pid}`,
  });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_lock(${FULL_START_LOCK}) AS taken`,
  );
  if (!rows[0]?.taken) {
    warn(
      'Another Quarterdeck runs in full on this database, and this one goes on beside it. If that is not meant, look where else DATABASE_URL names it. Several processes are started as “api” and “worker”.',
    );
  }
  return () => client.end();
}
