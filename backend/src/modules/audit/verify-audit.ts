import type { EntityManager } from 'typeorm';

/** What verification reads: a database, or one view of it inside a transaction. */
export type Queries = Pick<EntityManager, 'query'>;

/** What a verification found: how much it looked at, and the first thing that is wrong, if any. */
export interface Verification {
  /** What was looked at, in words, when nothing is wrong. */
  checked: string;
  /** Names the record, and what about it is not as it should be. */
  wrong?: string;
}

interface EntryRow {
  seq: string;
  kind: string;
  previousHash: string;
  hash: string;
  computed: string;
}

const BATCH = 5000;
const BEFORE_THE_FIRST = '0'.repeat(64);

/**
 * Follows the audit trail from its first entry: numbers without gaps, each entry's hash computed
 * again by the database's own function, each carrying the hash of the one before.
 *
 * A trail cut off at its end is whole in itself; its head, kept apart, tells of the entry that should
 * be the last. Someone who rewrites the head as well is found only by a hash that was kept elsewhere.
 */
export async function verifyAudit(database: Queries): Promise<Verification> {
  let last = 0;
  let lastHash = BEFORE_THE_FIRST;
  for (;;) {
    const entries = await database.query<EntryRow[]>(
      `SELECT e.seq, e.kind, e.previous_hash AS "previousHash", e.hash, audit_entry_hash(e) AS computed
       FROM audit_entries e WHERE e.seq > $1 ORDER BY e.seq LIMIT ${BATCH}`,
      [last],
    );
    for (const entry of entries) {
      const wrong = wrongIn(entry, last, lastHash);
      if (wrong) return { checked: `${last} audit entries`, wrong };
      last = Number(entry.seq);
      lastHash = entry.hash;
    }
    if (entries.length === BATCH) continue;
    const wrong = await wrongAtTheEnd(database, last, lastHash);
    return { checked: `${last} audit entries: the chain is whole`, ...(wrong && { wrong }) };
  }
}

async function wrongAtTheEnd(
  database: Queries,
  last: number,
  lastHash: string,
): Promise<string | null> {
  const [head] = await database.query<{ seq: string; hash: string }[]>(
    'SELECT seq, hash FROM audit_heads',
  );
  if (!head) return 'the head of the audit trail is missing';
  // Entries that were added while this was reading are not its matter.
  if (Number(head.seq) > last && (await isThere(database, Number(head.seq)))) return null;
  if (Number(head.seq) !== last)
    return `the audit trail ends at entry ${last}; its head says that it had ${head.seq}`;
  return head.hash === lastHash ? null : `audit entry ${last} is not the one that was written last`;
}

const isThere = async (database: Queries, seq: number): Promise<boolean> =>
  (await database.query<unknown[]>('SELECT 1 FROM audit_entries WHERE seq = $1', [seq])).length > 0;

function wrongIn(entry: EntryRow, last: number, lastHash: string): string | null {
  const name = `audit entry ${entry.seq} (${entry.kind})`;
  if (Number(entry.seq) !== last + 1) return `audit entry ${last + 1} is missing before ${name}`;
  if (entry.computed !== entry.hash)
    return `${name} has been changed: its hash is not of what it says`;
  if (entry.previousHash !== lastHash) return `${name} does not follow from the entry before it`;
  return null;
}
