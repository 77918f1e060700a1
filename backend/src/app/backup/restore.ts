import type { DataSource, EntityManager } from 'typeorm';
import { actWithin } from '../../modules/audit/index.js';
import type { FilesToVerify } from '../../modules/files/index.js';
import { Clock } from '../../platform/database/clock.js';
import { MIGRATION_LOCK } from '../../platform/database/data-source.js';
import type { FileStore } from '../../platform/storage/file-store.js';
import { verifyAll } from '../commands/verify.js';
import { BackupError, type Verified } from './backup-file.js';
import type { FilePlace } from './backup-files.js';
import { migrationNames, readBackup, type ReadBackup } from './read-backup.js';

/** A backup, and what `verify` says of it now that it is in place. */
export interface Restored extends ReadBackup {
  verified: Verified;
}

/**
 * Puts a backup in the place of whatever the database holds, in one transaction: a file that is
 * damaged, or a verification that says other things than when the backup was made, changes nothing.
 * Sessions are not in a backup. The trail notes the restore as its last entry.
 *
 * @param isReplacing whether a database that holds something may be emptied for it
 * @throws BackupError with the reason, for the person at the keyboard
 */
export async function restore(
  dataSource: DataSource,
  bytes: AsyncIterable<Buffer>,
  isReplacing: boolean,
  place: FilePlace,
): Promise<Restored> {
  const addedFiles: string[] = [];
  let redacted: ReadonlySet<string>;
  let restored: Restored;
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  const { manager } = runner;
  try {
    // The file may come slowly.
    await manager.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await refuseWhileInUse(manager);
    await refuseToOverwrite(manager, isReplacing);
    await empty(manager);
    const read = await readBackup(runner, dataSource, bytes, place, addedFiles);
    redacted = await redactedFiles(manager);
    const verified = await verifyAll(manager, withoutFiles(place.store, redacted));
    refuseOtherVerdict(read, verified, dataSource);
    await note(dataSource, manager, read);
    await runner.commitTransaction();
    restored = { ...read, verified };
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    for (const sha256 of addedFiles) await place.store.remove(sha256).catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
  await takeOut(place.store, redacted);
  return restored;
}

/** Files that two people took out of the record before the backup was made. */
async function redactedFiles(manager: EntityManager): Promise<Set<string>> {
  const files = await manager.query<{ sha256: string }[]>(
    "SELECT sha256 FROM uploaded_files WHERE scan_state = 'redacted'",
  );
  return new Set(files.map(({ sha256 }) => sha256));
}

/** The store as it will be once these are taken out of it, which waits until nothing can be refused any more. */
const withoutFiles = (store: FileStore, gone: ReadonlySet<string>): FilesToVerify => ({
  has: async (sha256) => !gone.has(sha256) && store.has(sha256),
  open: (sha256) => store.open(sha256),
});

/** A store that was used before may still have them. By now everything else is restored for good. */
async function takeOut(store: FileStore, redacted: ReadonlySet<string>): Promise<void> {
  try {
    for (const sha256 of redacted) await store.remove(sha256);
  } catch (error) {
    throw new BackupError(
      `The backup is restored, but the file store could not be rid of what was redacted (${String(error)}). Restore it again with --replace when the store answers.`,
    );
  }
}

/** With the lock of migrations held, nobody starts meanwhile; who runs already has connections. */
async function refuseWhileInUse(manager: EntityManager): Promise<void> {
  const [lock] = await manager.query<{ taken: boolean }[]>(
    'SELECT pg_try_advisory_xact_lock(hashtext($1)) AS taken',
    [MIGRATION_LOCK],
  );
  const others = await manager.query<{ name: string }[]>(
    `SELECT DISTINCT application_name AS name FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'quarterdeck%'
     ORDER BY 1`,
  );
  if (lock?.taken && others.length === 0) return;
  throw new BackupError(
    `Quarterdeck uses this database (${others.map(({ name }) => name).join(', ') || 'it is starting'}). ` +
      'Stop it everywhere, then restore. Nothing was changed.',
  );
}

async function refuseToOverwrite(manager: EntityManager, isReplacing: boolean): Promise<void> {
  const tables = await manager.query<{ name: string }[]>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  if (tables.length === 0) return;
  if (!tables.some(({ name }) => name === 'audit_entries')) {
    throw new BackupError(
      'This database holds tables that are not Quarterdeck’s. Name another in DATABASE_URL. Nothing was changed.',
    );
  }
  if (isReplacing) return;
  const [found] = await manager.query<{ entries: number; people: number }[]>(
    'SELECT (SELECT count(*)::int FROM audit_entries) AS entries, (SELECT count(*)::int FROM people) AS people',
  );
  if (found!.entries === 0 && found!.people === 0) return;
  throw new BackupError(
    `This database is not empty: it has ${found!.people} accounts and ${found!.entries} audit entries. ` +
      'To put the backup in their place for good, add --replace; back them up first. Nothing was changed.',
  );
}

/** What the queue's timers are of is no more; the sweeps set up those of the restored events. */
const EMPTYING = [
  'DROP SCHEMA IF EXISTS bullmq CASCADE',
  `DO $$ DECLARE sql text; BEGIN
     FOR sql IN SELECT format('DROP TABLE %I CASCADE', tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
       EXECUTE sql;
     END LOOP;
     FOR sql IN SELECT format('DROP ROUTINE %s CASCADE', p.oid::regprocedure) FROM pg_proc p
       WHERE p.pronamespace = 'public'::regnamespace
         AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
       EXECUTE sql;
     END LOOP;
   END $$`,
];

async function empty(manager: EntityManager): Promise<void> {
  for (const sql of EMPTYING) await manager.query(sql);
}

/** What was wrong already when the backup was made is restored as it was; nothing else may be. */
function refuseOtherVerdict(
  { header, end }: ReadBackup,
  now: Verified,
  dataSource: DataSource,
): void {
  const isSameSchema = migrationNames(dataSource).every((name) => header.migrations.includes(name));
  const isSame =
    isSameSchema && end.verified
      ? JSON.stringify(now) === JSON.stringify(end.verified)
      : now.wrong === end.verified?.wrong;
  // What was wrong then can be put right by it, as the bytes of a redacted file are.
  const isPutRight = end.verified?.wrong !== undefined && now.wrong === undefined;
  if (isSame || isPutRight) return;
  throw new BackupError(
    `Once restored, it would not verify as it did when the backup was made: ${now.wrong ?? now.checked.join('; ')}. Nothing was changed.`,
  );
}

async function note(
  dataSource: DataSource,
  manager: EntityManager,
  { header, end }: ReadBackup,
): Promise<void> {
  const clock = new Clock(dataSource);
  await clock.refresh(manager);
  await actWithin(manager, null, clock.now(), 'system', async (act) => {
    const subject = { kind: 'installation', id: 'restore' } as const;
    act.record('installation.restored', subject, {
      backupMadeAt: header.madeAt,
      backupSha256: end.sha256,
    });
  });
}
