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
 * A trail cut off at its end is whole in itself; sign-off and publication therefore ask for the
 * entries of what they verify.
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
    if (entries.length < BATCH) return { checked: `${last} audit entries: the chain is whole` };
  }
}

function wrongIn(entry: EntryRow, last: number, lastHash: string): string | null {
  const name = `audit entry ${entry.seq} (${entry.kind})`;
  if (Number(entry.seq) !== last + 1) return `audit entry ${last + 1} is missing before ${name}`;
  if (entry.computed !== entry.hash)
    return `${name} has been changed: its hash is not of what it says`;
  if (entry.previousHash !== lastHash) return `${name} does not follow from the entry before it`;
  return null;
}
